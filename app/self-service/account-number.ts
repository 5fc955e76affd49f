/** A typed account number as it is stored: full-width digits read, spaces and hyphens dropped; null if it is no number. */
export function readAccountNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')
  return /^[0-9]{4,15}$/.test(digits) ? digits : null
}
