import type { Range } from '#app/mail/parsed-mail.ts'
import { type Claim, type ClaimKind, claimKinds } from './claim.ts'
import { extractClaims } from './extract.ts'
import { tidyValue } from './readable-text.ts'

/** Kinds that an agent may mark; what a secret is, the desk decides by itself, and masks. */
export const markableKinds = claimKinds.filter((kind): kind is MarkableKind => kind !== 'secret_sent')
export type MarkableKind = Exclude<ClaimKind, 'secret_sent'>

/** The longest words that are one value, in UTF-16 units. */
export const longestMark = 200

/** How a mail would say it, so that marked words are read by the same rules as a mail. */
const sayings: Record<MarkableKind, (words: string) => string> = {
  account_identifier: (words) => `Account number: ${words}`,
  registered_email: (words) => `Registered e-mail: ${words}`,
  contact_email: (words) => `Please answer to: ${words}`,
  birth_date: (words) => `Birth date: ${words}`,
  real_name: (words) => `Real name: ${words}`,
  nickname: (words) => `Nickname: ${words}`,
  city: (words) => `City: ${words}`,
  province: (words) => `Province: ${words}`,
  country: (words) => `Country: ${words}`,
  gender: (words) => `Gender: ${words}`,
  phone: (words) => `Phone: ${words}`,
  sign_up: (words) => `Signed up: ${words}`,
  security_answer: (words) => words,
  friend_numbers: (words) => `Friend numbers: ${words}`,
  blocked_number: (words) => `Blocked numbers: ${words}`,
  request: (words) => words,
  mailbox_lost: (words) => words,
  hijacked: (words) => words,
  third_party: (words) => words,
}

/** Said by being marked: the words are the agent's judgement, and only that they are there counts. */
const flags: readonly ClaimKind[] = ['mailbox_lost', 'hijacked', 'third_party']
/** Taken as they stand where no rule reads them. */
const plain: readonly ClaimKind[] = ['real_name', 'nickname', 'city', 'province', 'country']

/**
 * The value that marked words state, normalised as claims of this kind are; null where they state none: a date that is
 * no date, an address without an @. Nothing but what stands in the mail can be marked.
 */
export function valueOfMark(kind: MarkableKind, words: string): string | null {
  const said = tidyValue(words)
  if (said === '' || said.length > longestMark) return null
  if (flags.includes(kind)) return 'yes'
  const sentence = sayings[kind](said)
  const found = extractClaims({
    subject: '',
    text: sentence,
    reply: [{ start: 0, end: sentence.length }],
    language: 'en',
    senderAddress: null,
    deskAddress: '',
  }).filter((claim) => claim.kind === kind)
  if (found.length === 1) return (found[0] as Claim).value
  return plain.includes(kind) && found.length === 0 ? said : null
}

/**
 * Where words stand in a text; of several places the first that no claim of this kind has taken.
 *
 * @returns null where they do not stand there
 */
export function findWords(text: string, words: string, taken: readonly Range[]): Range | null {
  if (words === '') return null
  for (let start = text.indexOf(words); start !== -1; start = text.indexOf(words, start + 1)) {
    const end = start + words.length
    if (!taken.some((range) => range.start < end && start < range.end)) return { start, end }
  }
  return null
}
