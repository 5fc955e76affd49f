type PlainMail = {
  from: string
  subject: string
  text: string
  headers?: readonly string[]
  /** When our own host says that it took it; it says nothing of it where this is missing. */
  tookAt?: string
}

/** The bytes of a mail without any signature. */
export function plainMail({ from, subject, text, headers = [], tookAt }: PlainMail): Uint8Array {
  const lines = [
    `Received: from mx.example.net by mail.latchkey.example${tookAt ? `; ${tookAt}` : ''}`,
    `From: ${from}`,
    'To: support@latchkey.example',
    `Subject: ${subject}`,
    'Date: Sun, 22 Nov 2026 07:59:50 +0000',
    `Message-ID: <${Buffer.from(subject + text)
      .toString('base64url')
      .slice(0, 40)}@example.org>`,
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...text.split('\n'),
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}
