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
  const words = withoutAddresses(said)
  return { permanent, deadAddress: permanent && atRecipient && saysNobodyThere(status, words), words }
}

/** RFC 3463 and RFC 7505: no such mailbox, moved without a new address, a domain without mail, a closed mailbox. */
const nobodyThere = new Set(['5.1.1', '5.1.6', '5.1.10', '5.2.1'])

/** What servers say without such a code when the box is not there. */
const nobodyThereWords = [
  /\b(no such|unknown|invalid|non-?existent) (local )?(user|mailbox|recipient|account|address|person)\b/i,
  /\b(user|mailbox|recipient|account|address)( \(address\)| name)? (is |was )?(unknown|not found|not known)\b/i,
  /\b(user|mailbox|recipient|account|address)( \(address\)| name)? (does not|doesn.t|not) exist/i,
  /\bmailbox unavailable\b.{0,80}\b(unknown|not found|not exist)/i,
  /\bno (mailbox|user|account) (here )?(by|with) that name\b/i,
  /(用户|用戶|邮箱|郵箱|信箱|收件人|账号|帐号|帳號|地址)(地址|名)?(不存在|未找到|找不到|已注销|无效)/,
  /(没有|沒有|查无|查無|无|無)(此|该|該|这个|這個)(用户|用戶|邮箱|郵箱|信箱|收件人|账号|帐号|帳號|人)/,
]

/** Our standing, our own address, a full or busy box: the box may well be there. */
const anotherMatter =
  /\b(sender|from|blocked|block ?list|black ?list|spam|policy|relay|relaying|quota|full|rate|frequency|frequen\w+|too many|content|domain|host)\b|发件人|發件人|发信|發信|拒绝|拒絕|已满|已滿|频率|頻率|域名/i

/** Only the plainest answer closes a route: one wrong reading would close it to everybody we write to. */
function saysNobodyThere(status: number, words: string): boolean {
  const code = /^\d{3}[ -]#?(\d\.\d{1,3}\.\d{1,3})(?![.\d])/.exec(words)?.[1]
  if (code) return nobodyThere.has(code) && !/\bat a rate\b/i.test(words)
  const plain = [550, 551, 553].includes(status) && !anotherMatter.test(words)
  return plain && nobodyThereWords.some((said) => said.test(words))
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
