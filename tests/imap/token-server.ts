import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

type TokenSaid = { status: number; body: unknown } | 'nothing'

export type TokenServer = {
  url: string
  /** Every request's form. */
  asked: Record<string, string>[]
  /** What is answered: a status with a body, or nothing at all. */
  answer: (form: Record<string, string>, turn: number) => TokenSaid | Promise<TokenSaid>
  close: () => Promise<void>
}

/** A token endpoint (RFC 6749, 3.2) that gives `access 1`, `access 2`, ... until told otherwise. */
export async function openTokenServer(): Promise<TokenServer> {
  const tokens: TokenServer = {
    url: '',
    asked: [],
    answer: (_, turn) => ({ status: 200, body: { access_token: `access ${turn}`, expires_in: 3600 } }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const server = createServer(async (request, response) => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)))
    tokens.asked.push(form)
    const said = await tokens.answer(form, tokens.asked.length)
    if (said === 'nothing') return
    response.writeHead(said.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  tokens.url = `http://127.0.0.1:${(server.address() as { port: number }).port}/token`
  return tokens
}
