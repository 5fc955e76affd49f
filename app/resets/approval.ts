/**
 * waiting: for the second person · holding: until the hold ends, and on the new-address route until the address is
 * confirmed · released: the link was made · refused: by the second person · void: what it stood on changed, or somebody
 * stopped it.
 */
export const approvalStates = ['waiting', 'holding', 'released', 'refused', 'void'] as const
export type ApprovalState = (typeof approvalStates)[number]

/** An approval that does not lead to a link at once takes one of these ways. */
export const approvalRoutes = ['registered', 'new-address'] as const
export type ApprovalRoute = (typeof approvalRoutes)[number]

/** States in which an approval can still come to a link. */
export const underWay: readonly ApprovalState[] = ['waiting', 'holding']

/** So often the code of a letter may be typed wrong. */
export const mostCodeTries = 5

/** For so long an account is restricted after it was handed to a new address, in milliseconds. */
export const restrictedMs = 30 * 24 * 60 * 60_000

/** How long an approval rests at least while its account is restricted. */
export const holdHoursWhenRestricted = 24

/** The job that ends a hold; its payload is `{ approvalId }`. */
export const endHoldTask = 'end-hold'
