import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { contentSecurityPolicy, drawList, drawMail, type SunkMail } from './sink-page.ts'

export type SmtpSink = {
  smtpPort: number
  /** Where the mails can be read. */
  url: string
  mails: readonly SunkMail[]
  /** Resolves with the first mail that fits, one that is there or one that comes. */
  waitFor: (fits: (mail: SunkMail) => boolean, withinMs: number) => Promise<SunkMail>
  close: () => Promise<void>
}

/** Takes every mail that the desk sends and shows it on a local page, as a mail program would. */
export async function openSmtpSink({ smtpPort = 0, pagePort = 0 } = {}): Promise<SmtpSink> {
  const mails: SunkMail[] = []
  const waiting = new Set<() => void>()
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const bytes = Buffer.concat(chunks)
        const { subject, text, messageId, headerLines } = await simpleParser(bytes)
        mails.push({
          number: mails.length + 1,
          at: new Date(),
          to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
          subject: subject ?? '',
          text: text ?? '',
          messageId: messageId ?? '',
          headers: headerLines.map(({ line }) => line),
        })
        for (const look of waiting) look()
        answer()
      })
    },
  })
  smtp.on('error', () => {})
  const page = createServer((request, response) => {
    const number = Number(/^\/(\d+)$/.exec(request.url ?? '')?.[1])
    const mail = mails.find((one) => one.number === number)
    const found = request.url === '/' || mail !== undefined
    response.writeHead(found ? 200 : 404, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    response.end(mail ? drawMail(mail) : drawList(mails))
  })
  const ports = [await listen(smtp.server, smtpPort), await listen(page, pagePort)]
  return {
    smtpPort: Number(ports[0]),
    url: `http://127.0.0.1:${ports[1]}/`,
    mails,
    waitFor: (fits, withinMs) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`The desk sent no such mail within ${withinMs} ms; it sent ${mails.length} in all.`))
        }, withinMs)
        const look = () => {
          const found = mails.find(fits)
          if (!found) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: async () => {
      page.closeAllConnections()
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(resolve)),
        new Promise<void>((resolve) => page.close(() => resolve())),
      ])
    },
  }
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}
