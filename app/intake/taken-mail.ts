/** A kept mail that intake has locked. */
export type TakenMail = { id: number; bytes: Uint8Array; sha256: Uint8Array; arrivedAt: Date; attempts: number }
