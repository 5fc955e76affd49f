import { createHmac, timingSafeEqual } from 'node:crypto'

/** Somebody who was told of a reset: the reset and the address that the letter went to. */
export type ContestChannel = { resetId: number; channel: string }

/** How long after a reset it can be contested, in milliseconds. */
export const contestableMs = 90 * 24 * 60 * 60_000

const macBytes = 32
const idBytes = 8

/**
 * The token of a "this was not me" link. It says nothing in clear: the address is only in the HMAC, the reset's number
 * is hidden by a second one.
 */
export function contestToken(key: Uint8Array, { resetId, channel }: ContestChannel): string {
  const mac = sign(key, resetId, channel)
  const id = Buffer.alloc(idBytes)
  id.writeBigUInt64BE(BigInt(resetId))
  return Buffer.concat([mac, hide(key, mac, id)]).toString('base64url')
}

/** The number of the reset that a token may belong to, or null; {@link channelFits} tells whether it does. */
export function resetIdOf(key: Uint8Array, token: string): number | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== macBytes + idBytes) return null
  const id = hide(key, bytes.subarray(0, macBytes), bytes.subarray(macBytes)).readBigUInt64BE()
  return id <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(id) : null
}

/** Whether the token was made for this reset and address. */
export function channelFits(key: Uint8Array, token: string, { resetId, channel }: ContestChannel): boolean {
  const given = Buffer.from(token, 'base64url').subarray(0, macBytes)
  return given.length === macBytes && timingSafeEqual(given, sign(key, resetId, channel))
}

function sign(key: Uint8Array, resetId: number, channel: string): Buffer {
  return createHmac('sha256', key).update(`contest\n${resetId}\n${channel}`).digest()
}

/** Its own inverse. */
function hide(key: Uint8Array, mac: Uint8Array, id: Uint8Array): Buffer {
  const mask = createHmac('sha256', key).update('number\n').update(mac).digest()
  return Buffer.from(id.map((byte, at) => byte ^ (mask[at] ?? 0)))
}
