import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Staff and account holders keep apart: the same text may be a name of both. */
export type NameKind = 'staff' | 'account'

/** A device that signed in with a name before; `id` is 128 random bits, base64url. */
export type KnownDevice = { kind: NameKind; name: string; id: string; until: Date }

/** How long a device stays known after signing in, in milliseconds. */
export const knownDeviceMs = 180 * 24 * 60 * 60_000

const shape = /^([A-Za-z0-9_-]{22})\.(\d{1,12})\.([A-Za-z0-9_-]{43})$/

/** The mark for the device's cookie. It opens nothing: it only spares the owner what strangers failed at. */
export function signDevice({ kind, name, id, until }: KnownDevice, key: Uint8Array): string {
  const seconds = Math.floor(until.getTime() / 1000)
  return `${id}.${seconds}.${seal([kind, hashName(name), id, seconds], key)}`
}

/** The id of the device if its mark was made here, for this name, and has not run out; else null. */
export function readDevice(
  mark: string | null,
  { kind, name, now }: { kind: NameKind; name: string; now: Date },
  key: Uint8Array,
): string | null {
  const [, id = '', seconds = '', given = ''] = shape.exec(mark ?? '') ?? []
  if (id === '' || Number(seconds) * 1000 <= now.getTime()) return null
  const wanted = seal([kind, hashName(name), id, Number(seconds)], key)
  return timingSafeEqual(Buffer.from(given), Buffer.from(wanted)) ? id : null
}

/** Names are kept and compared as hashes: no table and no cookie is a list of who has an account. */
export function hashName(name: string): string {
  return createHash('sha256').update(name).digest('base64url')
}

function seal(parts: readonly (string | number)[], key: Uint8Array): string {
  return createHmac('sha256', key).update(parts.join('\0')).digest('base64url')
}
