/** What the desk sees across cases that no case shows by itself. */
export const attackKinds = [
  'sender_many_accounts',
  'contact_many_accounts',
  'account_many_senders',
  'retries_after_refusal',
  'friend_spray',
] as const
export type AttackKind = (typeof attackKinds)[number]

/** One finding: what ties the cases together, how many, and where to look. */
export type Attack = {
  kind: AttackKind
  /** An address or an account number: what the cases have in common. */
  common: string
  /** Accounts, senders, later cases or listed numbers, after the kind. */
  count: number
  cases: number
  /** How many of the cases the score has stopped. */
  stopped: number
  lastAt: Date
  /** While the sender's cases are stopped: when that ends if nothing more comes. Null: nothing is stopped. */
  stopEndsAt: Date | null
}

/** From how many on it is shown. Three accounts for one sender lower a score already. */
export const fewest: Record<AttackKind, number> = {
  sender_many_accounts: 3,
  contact_many_accounts: 3,
  account_many_senders: 3,
  retries_after_refusal: 2,
  friend_spray: 21,
}

/** How far back the page looks, as far as the score does, in milliseconds. */
export const attackWindowMs = 30 * 86_400_000

/** So many accounts from one sender within the window end his cases. */
const stopsAt = 5

/**
 * When a sender's cases are no longer stopped: once the window holds fewer than five accounts.
 *
 * @param lastByAccount the latest mail for each account
 */
export function stopEnds(lastByAccount: readonly Date[]): Date | null {
  const newestFirst = [...lastByAccount].sort((one, other) => other.getTime() - one.getTime())
  const last = newestFirst[stopsAt - 1]
  return last ? new Date(last.getTime() + attackWindowMs) : null
}

/** Where a finding's cases are seen: the queue searched for them, or the one case. */
export function casesOf({ kind, common }: Pick<Attack, 'kind' | 'common'>): string {
  if (kind === 'friend_spray') return `/tickets/${common}`
  const words = {
    sender_many_accounts: `from:${common}`,
    contact_many_accounts: common,
    account_many_senders: `account:${common}`,
    retries_after_refusal: `account:${common}`,
  }
  return `/queue?${new URLSearchParams({ view: 'all', search: words[kind] })}`
}
