import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a Message-ID of ours says. `letterId` is whatever was signed: the row's number or any short token. */
export type SignedIds = { ticketId: number; letterId: string }

const shape = /^<?lk\.(\d{1,15})\.([A-Za-z0-9-]{1,40})\.([A-Za-z0-9_-]{22})@[^\s<>@]+>?$/

/**
 * The Message-ID of one of our letters, angle brackets included: it says which ticket and letter it is, and nobody else
 * can make one.
 */
export function signMessageId(
  letter: { ticketId: number; letterId: number | string; host: string },
  key: Uint8Array | string,
): string {
  const { ticketId, letterId, host } = letter
  return `<lk.${ticketId}.${letterId}.${seal(ticketId, String(letterId), key)}@${host}>`
}

/** What a Message-ID of ours says; null for a foreign or a forged one. */
export function readMessageId(id: string, key: Uint8Array | string): SignedIds | null {
  const match = shape.exec(id.trim())
  if (!match) return null
  const ticketId = Number(match[1])
  const letterId = match[2] ?? ''
  const given = Buffer.from(match[3] ?? '')
  const wanted = Buffer.from(seal(ticketId, letterId, key))
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? { ticketId, letterId } : null
}

/** 128 bits are enough for a value that opens nothing by itself: a thread is only a hint. */
function seal(ticketId: number, letterId: string, key: Uint8Array | string): string {
  return createHmac('sha256', key).update(`message-id\0${ticketId}\0${letterId}`).digest('base64url').slice(0, 22)
}
