import type { ApprovalState } from '#app/resets/approval.ts'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { TicketState } from '#app/tickets/ticket.ts'
import type { Refusal } from './decide.ts'

export const secondVerdicts = ['approve', 'refuse'] as const
/** What the second person says to a proposal. */
export type SecondVerdict = (typeof secondVerdicts)[number]

/** A proposal as its second person sees it. */
export type ProposedCase = {
  id: number
  state: TicketState
  version: number
  /** Null where nothing is proposed. */
  proposal: { state: ApprovalState; decidedBy: string; second: { id: string; name: string } | null } | null
  resetsStopped: boolean
}

/** Why a second verdict is not open to a person, or null where it is. The database holds who he may be. */
export function findSecondObstacle(
  { id, state, version, proposal, resetsStopped }: ProposedCase,
  given: { verdict: SecondVerdict; reason: string; version: number },
  person: Person,
): Refusal | null {
  if (!may(person.role, 'give second verdict')) return { refusal: 'A supervisor gives the second verdict.' }
  if (state !== 'proposed' || proposal?.state !== 'waiting')
    return { refusal: `Nothing is proposed on case ${id}: somebody was quicker, or it is void.` }
  if (proposal.decidedBy === person.id)
    return { refusal: 'You proposed this yourself: the second verdict is another person’s.' }
  if (proposal.second?.id !== person.id)
    return { refusal: `The desk drew ${proposal.second?.name ?? 'somebody else'} for the second verdict.` }
  if (version !== given.version)
    return { refusal: 'The case changed while you were reading. Nothing was done: look at what is new, then decide.' }
  if (given.verdict === 'approve' && resetsStopped)
    return { refusal: 'A supervisor has stopped every reset for now. The case keeps its place.' }
  if (given.verdict === 'refuse' && given.reason.trim() === '')
    return { refusal: 'Write down why you refuse, so that the first person can follow it.' }
  return null
}
