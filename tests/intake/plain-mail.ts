type PlainMail = { from: string; subject: string; text: string; headers?: readonly string[] }

/** The bytes of a mail without any signature. */
export function plainMail({ from, subject, text, headers = [] }: PlainMail): Uint8Array {
  const lines = [
    'Received: from mx.example.net by mail.latchkey.example; Sun, 22 Nov 2026 08:00:00 +0000',
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
