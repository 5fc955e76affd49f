/** Somebody whose cases a list can show. */
export type ListedOwner = {
  id: string
  name: string
  /** No longer at the desk. */
  left: boolean
}
