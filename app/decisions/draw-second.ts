import { createHmac } from 'node:crypto'

/** What a drawing hangs on: it cannot be repeated until a friend is drawn. `turn` grows when nobody answered in time. */
export type Drawing = { ticketId: number; evidenceHash: Uint8Array; turn: number }

/**
 * Draws the second person for a proposal among those who may, in whatever order they are given. The same drawing always
 * gives the same person, so that it can be checked; without the key nobody can tell beforehand who it will be.
 *
 * @param except the proposer, and whoever was drawn before
 * @returns null where nobody is left
 */
export function drawSecond(
  key: Uint8Array,
  { ticketId, evidenceHash, turn }: Drawing,
  people: readonly string[],
  except: readonly string[],
): string | null {
  const place = (id: string) =>
    createHmac('sha256', key).update(`second\n${ticketId}\n${turn}\n`).update(evidenceHash).update(id).digest('hex')
  const places = people.filter((id) => !except.includes(id)).map((id) => ({ id, at: place(id) }))
  places.sort((one, other) => (one.at < other.at ? -1 : 1))
  return places[0]?.id ?? null
}
