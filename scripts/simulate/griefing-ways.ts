import { clusterSignals, weighOthers } from '#app/evidence/others.ts'
import type { Policy } from '#app/evidence/policy.ts'
import type { Subject } from '#app/evidence/subject.ts'
import type { ContextSignal, OtherClaimant } from '#app/evidence/surroundings.ts'
import { proofOf } from '#app/mail/proof.ts'
import type { SenderVerdict } from '#app/mail/sender.ts'
import { mayJoin } from '#app/mail/thread.ts'

/**
 * guesses: wrong facts from ever new addresses · rivals: claims of his own, and reports of a hijack · sender: the
 * owner's address forged in mails about other accounts · joining: forged mails with the number of the owner's ticket ·
 * friends: tickets for the accounts of the owner's friends.
 */
export const ways = ['guesses', 'rivals', 'sender', 'joining', 'friends'] as const
export type Ways = (typeof ways)[number]

/** weighed: surroundings told as cases, which the evidence weighs; counted: told as counts, whatever they are worth. */
export type Rules = 'weighed' | 'counted'

export type Griefer = {
  others: readonly OtherClaimant[]
  ownersSender: Subject['sender']
  /** The domain that the owner writes from lets nobody else pass as it. */
  ownersDomainProves: boolean
  /** What a case of the griefer for a friend's account is worth, in bits. */
  friendCaseBits: number
  /** The share of the owner's friends whom he knows. */
  knownFriends: number
  /** Decides which. */
  lot: number
}

/** The owner's case as the desk sees it while somebody does these things. */
export function disturb(
  subject: Subject,
  griefer: Griefer,
  { active, rules, policy }: { active: readonly Ways[]; rules: Rules; policy: Policy },
): Subject {
  const { context } = policy
  const counted = rules === 'counted'
  // Told as counts, every case above 0 bits is a rival, and every wrong fact a guess.
  const { credibleBits: _, ...withoutLimit } = context
  const { signals, guesses } = weighOthers(griefer.others, counted ? { context: withoutLimit } : policy)
  const seen: ContextSignal[] = [
    ...(active.includes('rivals') ? signals : []),
    ...(active.includes('sender') ? signalsOfSender(griefer, policy, counted) : []),
  ]
  const credible = griefer.friendCaseBits > (counted ? Number.NEGATIVE_INFINITY : (context.credibleBits ?? 0))
  const busy = active.includes('friends') && credible
  const joined = active.includes('joining') && joins(griefer)
  return {
    ...subject,
    signals: seen,
    ...(active.includes('guesses') && { guesses }),
    ...(busy && subject.friends && { friends: halved(subject.friends, griefer, policy) }),
    ...(joined && contradicting(policy)),
  }
}

/** Ten accounts in the owner's name, forged. A mail from the registered address never counts against its owner. */
function signalsOfSender({ ownersSender }: Griefer, policy: Policy, counted: boolean) {
  if (policy.sender.equalsRegistered.includes(ownersSender)) return []
  return clusterSignals(Array.from({ length: 10 }, (_, index) => ({ account: String(index), proved: counted })))
}

/** Does a forged mail with the ticket's number in its subject become part of the case? */
function joins({ ownersDomainProves }: Griefer): boolean {
  const address = 'owner@example.org'
  const own = verdict(address, ownersDomainProves ? 'pass' : 'none')
  const forged = verdict(address, ownersDomainProves ? 'fail' : 'none')
  return mayJoin({ ticketSender: { address, proof: proofOf(own) }, senderVerdict: forged, hint: 'number' })
}

function verdict(address: string, result: 'pass' | 'fail' | 'none'): SenderVerdict {
  return {
    address,
    displayName: '',
    mentioned: [address],
    malformed: [],
    dkim: [],
    spf: null,
    dmarc: { result, policy: result === 'none' ? null : 'reject', by: result === 'pass' ? 'dkim' : null },
    arc: { result: 'none', sealer: null },
    replyElsewhere: false,
    timedOut: false,
    dns: [],
  }
}

/** A mail within the case that states everything wrong: the least of all values counts. */
function contradicting({ facts }: Policy): Pick<Subject, 'facts'> {
  return {
    facts: Object.fromEntries(Object.entries(facts).map(([kind, { levels }]) => [kind, levels.at(-1) as string])),
  }
}

function halved(friends: NonNullable<Subject['friends']>, { knownFriends, lot }: Griefer, policy: Policy) {
  const { openTicket } = policy.friends.weights
  const listed = friends.listed.map((entry, index) => {
    const known = (lot + index * 0.618) % 1 < knownFriends
    return known && entry.weight ? { ...entry, weight: Math.min(entry.weight, openTicket) } : entry
  })
  return { ...friends, listed }
}
