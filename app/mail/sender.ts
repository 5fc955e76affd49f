import type { Account } from '#app/accounts/account.ts'
import type { AuthenticationResult } from './authentication-results.ts'

/** How far the sender's claim to the registered address is proved; EVIDENCE of the strongest first. */
export const senderLevels = ['strong', 'medium', 'unauth', 'fail', 'near', 'former', 'other', 'retry'] as const
export type SenderLevel = (typeof senderLevels)[number]

/** Does the mail provably come from the address that it names? */
export function isProvedLevel(level: SenderLevel | 'broken' | 'none'): boolean {
  return level === 'strong' || level === 'medium'
}

/** One DNS answer as it was received, kept with the message so that the verdict can be computed again. */
export type DnsAnswer = { name: string; type: 'TXT' | 'A' | 'AAAA' | 'MX' | 'CNAME'; answer: unknown }

export type DkimResult = {
  domain: string
  selector: string
  result: 'pass' | 'fail' | 'neutral' | 'temperror' | 'permerror'
  /** The signing domain is, or shares its organisational domain with, the From domain. */
  aligned: boolean
  /** Why a signature that verifies is still not counted, e.g. "l= leaves part of the body unsigned". */
  faults: readonly string[]
  /** The faults only say what of the mail it leaves open: it proves less, and spoils nothing. */
  inPart?: true
  /** The verifier's own word, e.g. "bad signature"; absent where it has none. */
  comment?: string
}

/**
 * What the bytes of one mail and the DNS say of its sender, before any account is looked at. Kept with the message; how
 * it is shown as "how it was judged" stands in how-judged.ts.
 */
export type SenderVerdict = {
  /** The one mailbox of the one From field: ASCII, lower case, domain as A-label. Null unless there is exactly one. */
  address: string | null
  displayName: string
  /** Every address that any From field mentions, display names and encoded words included. */
  mentioned: readonly string[]
  /** Why the message is malformed, one plain clause each; empty for a well-formed one. */
  malformed: readonly string[]
  dkim: readonly DkimResult[]
  spf: { result: string; domain: string | null } | null
  dmarc: {
    result: 'pass' | 'fail' | 'none' | 'temperror'
    policy: 'none' | 'quarantine' | 'reject' | null
    by: 'dkim' | 'spf' | null
  }
  /** `result` passes only for a listed sealer; `chain` is what the seals give by themselves. */
  arc: { result: 'pass' | 'fail' | 'none'; sealer: string | null; chain?: 'pass' | 'fail' | 'none' }
  /** What our own receiving host told in its Authentication-Results; null where no id of it is configured. */
  reported?: { authservId: string; forged: boolean; results: readonly AuthenticationResult[] } | null
  /** A Reply-To in another organisational domain than From. */
  replyElsewhere: boolean
  /** A DNS look-up gave no answer in time: the mail is to be judged again later. */
  timedOut: boolean
  dns: readonly DnsAnswer[]
}

/** The sender seen from one account. `reasons` are plain clauses, the decisive one first. */
export type Sender = { address: string | null; level: SenderLevel; reasons: readonly string[] }

/** What of an account the sender is compared with. */
export type AccountAddresses = Pick<Account, 'registeredEmail' | 'formerEmails'>
