import { useState } from 'react'
import { useKeys } from '#app/components/keys.ts'
import { useActs } from '#app/components/queue/acts.tsx'
import type { DeskVerb, OpenVerb } from '#app/tickets/open-verbs.ts'
import type { OpenTriage, TriageVerb } from '#app/tickets/triage.ts'
import { rulingKeys } from './rulings.ts'
import { triageKeys } from './triage-words.ts'

type Hand = DeskVerb | TriageVerb

/** Why each hand for a case is closed now, also those that its bar does not show; null where it is open. */
export type Refusals = Record<Hand, string | null>

export function refusalsOf(verbs: Record<DeskVerb, OpenVerb>, { close, recover }: OpenTriage): Refusals {
  const { approve, propose, ask, deny, freeze } = verbs
  return {
    approve: approve.refusal,
    propose: propose.refusal,
    ask: ask.refusal,
    deny: deny.refusal,
    freeze: freeze.refusal,
    close,
    recover,
  }
}

const keys = { ...rulingKeys, ...triageKeys }

/**
 * The refusal of what was asked for just now, and how to tell it: null takes it away.
 *
 * @param beside hands that the bar does not show: their keys are heard, to say why they are closed
 */
export function useRefusal(
  refusals: Refusals,
  beside: readonly Hand[],
): [refusal: string | null, tell: (hand: Hand | null) => void] {
  const { selection } = useActs()
  const [asked, tell] = useState<Hand | null>(null)
  // With cases chosen in the list, a key is meant for those.
  const hear = (hand: Hand) => () => selection.ids.size === 0 && refusals[hand] !== null && tell(hand)
  useKeys(Object.fromEntries(beside.map((hand) => [keys[hand], hear(hand)])))
  return [asked && refusals[asked], tell]
}
