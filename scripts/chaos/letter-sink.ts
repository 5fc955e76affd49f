import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A letter as it was received; what came twice is here twice. */
export type SunkLetter = { recipient: string; messageId: string }

export type LetterSink = { port: number; letters: readonly SunkLetter[]; close: () => Promise<void> }

/** An SMTP server that takes every letter and counts it the moment it answers for it. */
export async function openLetterSink(): Promise<LetterSink> {
  const letters: SunkLetter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const messageId = /^Message-ID:\s*(<[^<>\s]+>)/im.exec(Buffer.concat(chunks).toString('latin1'))?.[1] ?? ''
        for (const { address } of session.envelope.rcptTo) letters.push({ recipient: address, messageId })
        answer()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
