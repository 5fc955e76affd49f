import nodemailer from 'nodemailer'
import type { Env } from '#app/env.server.ts'

/** What leaves the desk, whole. */
export type OutgoingMail = {
  from: { name: string; address: string }
  to: string
  subject: string
  text: string
  html: string
  messageId: string
  inReplyTo: string | null
  headers: Readonly<Record<string, string>>
}

/** Sends one mail, or fails with the server's refusal; see readRefusal. */
export type Transport = { send: (mail: OutgoingMail) => Promise<void>; close: () => void }

type SmtpSettings = Pick<Env, 'smtpHost' | 'smtpPort' | 'smtpSecurity' | 'smtpUser' | 'smtpPassword'>

/** The SMTP server of the settings. A link that stands still ends after a minute. */
export function openTransport(env: SmtpSettings, { name }: { name: string }): Transport {
  const smtp = nodemailer.createTransport({
    host: env.smtpHost,
    port: env.smtpPort,
    secure: env.smtpSecurity === 'tls',
    requireTLS: env.smtpSecurity === 'starttls',
    ignoreTLS: env.smtpSecurity === 'none',
    name,
    ...(env.smtpUser !== undefined && { auth: { user: env.smtpUser, pass: env.smtpPassword ?? '' } }),
    pool: true,
    maxConnections: 2,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ from, to, inReplyTo, headers, ...mail }) => {
      await smtp.sendMail({
        ...mail,
        from,
        to: { name: '', address: to },
        // The envelope says it again: whatever a header became, the letter goes to one address.
        envelope: { from: from.address, to: [to] },
        ...(inReplyTo !== null && { inReplyTo, references: [inReplyTo] }),
        headers: { ...headers },
      })
    },
    close: () => smtp.close(),
  }
}
