/** What an SMTP server said to a letter of ours. */
export type Refusal = {
  /** It said so for good: trying again changes nothing. */
  permanent: boolean
  /** The box itself is not there; not our standing, nor the letter's content. */
  deadAddress: boolean
  /** The server's words without anybody's address. */
  words: string
}

/** After so many tries a letter is given up and shown as failed. */
export const mostAttempts = 20

const hourMs = 3_600_000

/** How long to wait before the next try, in milliseconds: 30 seconds, doubled, up to four hours; three days in all. */
export function restBeforeTry(attempts: number): number {
  return Math.min(4 * hourMs, 30_000 * 2 ** Math.min(attempts - 1, 20))
}

/** Reads a refusal out of an error of the SMTP client (nodemailer's `code`, `command`, `response`, `responseCode`). */
export function readRefusal(error: unknown): Refusal {
  const { code, command, response, responseCode, message, rejectedErrors } = (error ?? {}) as Record<string, unknown>
  const first = Array.isArray(rejectedErrors) ? (rejectedErrors[0] as Record<string, unknown> | undefined) : undefined
  const said = String(first?.response ?? response ?? message ?? code ?? 'no reason given')
  const status = Number(first?.responseCode ?? responseCode ?? 0)
  const atRecipient = command === 'RCPT TO' || first !== undefined
  // 535 and its like answer our sign-in: that is ours to repair, the letter waits.
  const permanent = status >= 500 && status <= 599 && (atRecipient || command === 'DATA' || command === 'MAIL FROM')
  const enhanced = /\b5\.(\d{1,3})\.\d{1,3}\b/.exec(said)?.[1]
  const deadAddress =
    permanent && atRecipient && [550, 551, 553].includes(status) && (enhanced === undefined || /^[12]$/.test(enhanced))
  return { permanent, deadAddress, words: withoutAddresses(said) }
}

/** One line without addresses: what is logged and shown names nobody. */
export function withoutAddresses(words: string): string {
  return words
    .slice(0, 1000)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .split(' ')
    .map((word) => (word.includes('@') ? '(address)' : word))
    .join(' ')
    .trim()
    .slice(0, 300)
}
