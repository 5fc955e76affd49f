/** Acts that ask something before they are done. */
export type AskedKind = 'assign' | 'tag' | 'snooze' | 'escalate' | 'deny'

/** What is written for an act: for one case by itself, for several whichever they are, so that one can still be left out. */
export function textFor(kind: string, on: readonly { ticketId: number }[]): string {
  return `${on.length === 1 ? on[0]?.ticketId : 'several'} ${kind}`
}
