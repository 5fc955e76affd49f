import { createHmac, timingSafeEqual } from 'node:crypto'

/** What can be contested: a reset, or the hold before there is one. */
export type Contestable = { resetId: number } | { approvalId: number }

/** Somebody who was told of it: what it is, and the address that the letter went to. */
export type ContestChannel = Contestable & { channel: string }

/** How long after a reset it can be contested, in milliseconds. */
export const contestableMs = 90 * 24 * 60 * 60_000

const macBytes = 32
const idBytes = 8
/** Set in the number of a hold, so that it is no reset's. */
const holdMark = 1n << 63n

/**
 * The token of a "this was not me" link. It says nothing in clear: the address is only in the HMAC, the number of what
 * is contested is hidden by a second one.
 */
export function contestToken(key: Uint8Array, channel: ContestChannel): string {
  const mac = sign(key, channel)
  const id = Buffer.alloc(idBytes)
  id.writeBigUInt64BE('resetId' in channel ? BigInt(channel.resetId) : BigInt(channel.approvalId) | holdMark)
  return Buffer.concat([mac, hide(key, mac, id)]).toString('base64url')
}

/** What a token may belong to, or null; {@link channelFits} tells whether it does. */
export function contestedOf(key: Uint8Array, token: string): Contestable | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== macBytes + idBytes) return null
  const marked = hide(key, bytes.subarray(0, macBytes), bytes.subarray(macBytes)).readBigUInt64BE()
  const id = marked & ~holdMark
  if (id > BigInt(Number.MAX_SAFE_INTEGER)) return null
  return marked === id ? { resetId: Number(id) } : { approvalId: Number(id) }
}

/** Whether the token was made for this reset or hold and this address. */
export function channelFits(key: Uint8Array, token: string, channel: ContestChannel): boolean {
  const given = Buffer.from(token, 'base64url').subarray(0, macBytes)
  return given.length === macBytes && timingSafeEqual(given, sign(key, channel))
}

function sign(key: Uint8Array, channel: ContestChannel): Buffer {
  const what = 'resetId' in channel ? `contest\n${channel.resetId}` : `contest hold\n${channel.approvalId}`
  return createHmac('sha256', key).update(`${what}\n${channel.channel}`).digest()
}

/** Its own inverse. */
function hide(key: Uint8Array, mac: Uint8Array, id: Uint8Array): Buffer {
  const mask = createHmac('sha256', key).update('number\n').update(mac).digest()
  return Buffer.from(id.map((byte, at) => byte ^ (mask[at] ?? 0)))
}
