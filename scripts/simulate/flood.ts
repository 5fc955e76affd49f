import type { Subject } from '#app/evidence/subject.ts'
import { standsBehind } from '#app/intake/stand-behind.ts'
import type { Recommendation } from '#app/tickets/ticket.ts'

/** A case of somebody who floods one account, as the queue sees it. */
export type Flooding = {
  bits: number
  level: Subject['sender']
  recommendation: Recommendation
  /** A first request that no link can answer is asked for more by itself, and none of an agent's time goes into it. */
  needsAgent: boolean
}

/** How many rulings a day of such a flood takes: whatever stands in the queue, and one act on all that rests behind. */
export function rulingsADay(flood: readonly Flooding[]): number {
  const standing = flood.filter((one, index) => !stoodBehind(one, flood.slice(0, index)))
  const resting = flood.length - standing.length
  return standing.filter(({ needsAgent }) => needsAgent).length + Math.min(1, resting)
}

function stoodBehind(one: Flooding, before: readonly Flooding[]): boolean {
  const others = before.map(({ bits, recommendation }) => {
    return { bits, recent: true, wrong: [], hijacked: false, today: { bits, approve: recommendation === 'approve' } }
  })
  return standsBehind({ ...one, others })
}
