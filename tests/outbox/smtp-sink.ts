import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { Env } from '#app/env.server.ts'

/** A mail that the sink accepted. */
export type Sunk = { from: string; to: string[]; raw: string; parsed: ParsedMail }

export type SmtpSink = {
  settings: Pick<Env, 'smtpHost' | 'smtpPort' | 'smtpSecurity' | 'smtpUser' | 'smtpPassword'>
  mails: Sunk[]
  /** What is said to the next recipients, one answer each; after that everybody is accepted. */
  refusals: { code: number; words: string }[]
  close: () => Promise<void>
}

/** A real SMTP server on a loopback port that keeps what it gets. */
export async function openSink(): Promise<SmtpSink> {
  const mails: Sunk[] = []
  const refusals: { code: number; words: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(_, __, answer) {
      const refusal = refusals.shift()
      answer(refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : null)
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks)
        simpleParser(bytes).then((parsed) => {
          const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
          const to = session.envelope.rcptTo.map(({ address }) => address)
          mails.push({ from, to, raw: bytes.toString('latin1'), parsed })
          answer()
        }, answer)
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    settings: {
      smtpHost: '127.0.0.1',
      smtpPort: port,
      smtpSecurity: 'none',
      smtpUser: undefined,
      smtpPassword: undefined,
    },
    mails,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
