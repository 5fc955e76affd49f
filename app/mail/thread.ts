import { readMessageId } from './message-id.ts'
import type { ParsedMail } from './parsed-mail.ts'
import { type Proof, proofOf, proofs } from './proof.ts'
import type { SenderVerdict } from './sender.ts'

/** Which tickets a mail says it belongs to. Hints, never proof: whoever knows a number can write it. */
export type ThreadHints = {
  /** Tickets of letters of ours that the mail answers, the nearest first. */
  signed: readonly number[]
  /** Ticket numbers in the subject. */
  numbers: readonly number[]
}

/** Reads our signed Message-IDs out of In-Reply-To and References, then `[#20417]` out of the subject. */
export function threadHints(
  mail: Pick<ParsedMail, 'inReplyTo' | 'references' | 'subject'>,
  key: Uint8Array | string,
): ThreadHints {
  // The last of References is the letter that was answered (RFC 5322 section 3.6.4).
  const ids = [mail.inReplyTo ?? '', ...mail.references.slice(-50).reverse()]
  const signed = ids.flatMap((id) => readMessageId(id, key)?.ticketId ?? [])
  const numbers = [...mail.subject.matchAll(/\[#(\d{1,12})\]/g)].map((match) => Number(match[1]))
  return { signed: [...new Set(signed)], numbers: [...new Set(numbers)] }
}

/** How a mail names a ticket: by answering a letter of ours, which nobody can invent, or by a number anybody can write. */
export type Hint = 'letter' | 'number'

/**
 * Whether a mail may join a ticket: only from the ticket's own sender, and proved at least as well as he was; by a mere
 * number only if he is proved at all. Anything else waits beside the ticket for an agent.
 *
 * @param joining.hint the stricter 'number' where it is not said
 */
export function mayJoin(joining: {
  ticketSender: { address: string | null; proof: Proof }
  senderVerdict: SenderVerdict
  hint?: Hint
}): boolean {
  const { ticketSender, senderVerdict, hint = 'number' } = joining
  if (senderVerdict.timedOut || senderVerdict.address === null) return false
  if (senderVerdict.address !== ticketSender.address) return false
  const proof = proofs.indexOf(proofOf(senderVerdict))
  const least = proofs.indexOf(hint === 'letter' ? 'none' : 'medium')
  return proof >= Math.max(least, proofs.indexOf(ticketSender.proof))
}
