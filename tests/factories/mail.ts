import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { parseMail } from '#app/mail/parse.server.ts'
import type { ParsedMail } from '#app/mail/parsed-mail.ts'
import type { SigningDomain } from './dns.ts'

/** The time at which the mails of the factory are written. */
export const writtenAt = new Date('2026-03-02T08:00:00Z')

/** Mei's mail as bytes: she asks for her password. Fields are replaced by name, or left out by null. */
export function rawMail(overrides: { fields?: Record<string, string | string[] | null>; body?: string } = {}): Buffer {
  const fields: Record<string, string | string[] | null> = {
    From: '"Mei Lin" <mei@example.com>',
    To: 'desk@recovery.example',
    Subject: 'I lost my password',
    Date: writtenAt.toUTCString().replace('GMT', '+0000'),
    'Message-ID': '<mei-1@example.com>',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...overrides.fields,
  }
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => `${name}: ${one}`),
  )
  const body = overrides.body ?? 'Hello, my number is 1200000146. Please reset the password.\r\n'
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

/** The same mail with a signature of a domain in front. */
export async function signedMail(
  mail: Buffer,
  signer: SigningDomain,
  options: { signTime?: Date; algorithm?: string; maxBodyLength?: number; fields?: string; expires?: Date } = {},
): Promise<Buffer> {
  const { signatures, errors } = await dkimSign(mail, {
    canonicalization: 'relaxed/relaxed',
    algorithm: options.algorithm ?? 'rsa-sha256',
    signTime: options.signTime ?? writtenAt,
    ...(options.expires && { expires: options.expires }),
    ...(options.fields && { headerList: options.fields }),
    signatureData: [
      {
        signingDomain: signer.domain,
        selector: signer.selector,
        privateKey: signer.privateKey,
        ...(options.maxBodyLength !== undefined && { maxBodyLength: options.maxBodyLength }),
      },
    ],
  } as Parameters<typeof dkimSign>[1])
  if (errors?.length) throw new Error(`cannot sign: ${JSON.stringify(errors)}`)
  return Buffer.concat([Buffer.from(signatures), mail])
}

/** Mei's mail as read. */
export async function mail(overrides: Parameters<typeof rawMail>[0] = {}): Promise<ParsedMail> {
  return parseMail(rawMail(overrides))
}
