import type { DeskVerb } from '#app/tickets/open-verbs.ts'

/** What a ruling is called, what it does, and why agents usually make it. */
export type RulingWords = { button: string; title: string; key: string; reasons: readonly string[] }

export const rulingWords: Record<DeskVerb, RulingWords> = {
  approve: {
    button: 'Approve',
    title: 'Send a link?',
    key: 'a',
    reasons: ['Facts fit the account', 'Known mail of the owner', 'Owner wrote again with more'],
  },
  ask: {
    button: 'Ask for more',
    title: 'Ask for more?',
    key: 'm',
    reasons: ['Account not clear', 'Too few facts', 'Address in doubt'],
  },
  deny: {
    button: 'Refuse',
    title: 'Refuse this case?',
    key: 'd',
    reasons: ['Facts are wrong', 'Somebody else writes', 'No way left to prove it'],
  },
  freeze: {
    button: 'Freeze',
    title: 'Freeze this case?',
    key: 'f',
    reasons: ['Owner and somebody else both write', 'Theft reported', 'Part of an attack'],
  },
}

/**
 * The effect in words, before it happens.
 *
 * @param target where a link would go, masked; undefined while it is asked for, null where there is nowhere
 */
export function effectOf(verb: DeskVerb, sender: string | null, target: string | null | undefined): string {
  switch (verb) {
    case 'approve':
      return `A link to set a new password goes to the registered address${target === null ? '' : `, ${target ?? '…'}`}. It works once, for 60 minutes. Whoever wrote this mail sees it only if that mailbox is theirs.`
    case 'ask':
      return `The letter “Please tell us more” ${goesTo(sender)}. It is the same for everybody and hints at nothing. The case waits for the answer.`
    case 'deny':
      return `The letter “Nothing we can do” ${goesTo(sender)}, without a reason. The case ends as refused.`
    case 'freeze':
      return 'Nothing moves on this case until a supervisor decides. No letter goes out.'
  }
}

function goesTo(sender: string | null): string {
  return sender ? `goes to ${sender}` : 'goes to nobody, as the mail has no readable sender'
}
