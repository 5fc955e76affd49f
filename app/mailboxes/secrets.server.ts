import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const version = 1
const keyIdBytes = 4
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + keyIdBytes + nonceBytes + tagBytes

/**
 * Encrypts a mailbox's password or tokens (AES-256-GCM): version, key id, nonce, tag, text. It is bound to the place it opens, so
 * that somebody who can write the table cannot send it to another host.
 *
 * @param place as {@link placeOf} gives it
 */
export function sealSecret(secret: string, key: Uint8Array, place: string): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([Buffer.from([version]), keyIdOf(key), nonce, cipher.getAuthTag(), text]))
}

/** Decrypts what {@link sealSecret} made. Throws with the reason when the key or the place is another one. */
export function openSecret(sealed: Uint8Array, key: Uint8Array, place: string): string {
  const bytes = Buffer.from(sealed)
  if (bytes.length < headBytes || bytes[0] !== version)
    throw new Error('The stored mailbox password is not one that this version can read. Enter it again.')
  if (!bytes.subarray(1, 1 + keyIdBytes).equals(keyIdOf(key)))
    throw new Error('The mailbox password was stored under another SECRET_KEY. Enter it again.')
  const nonce = bytes.subarray(1 + keyIdBytes, 1 + keyIdBytes + nonceBytes)
  const tag = bytes.subarray(headBytes - tagBytes, headBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(place)).setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new Error('The stored mailbox password does not belong to this host and user. Enter it again.', {
      cause: error,
    })
  }
}

/** The server and user that a secret opens, and for oauth where its tokens come from. */
export function placeOf({ host, port, username, tokenUrl = null }: Place): string {
  return `${username}@${host}:${port}${tokenUrl === null ? '' : ` by ${tokenUrl}`}`
}

type Place = { host: string; port: number; username: string; tokenUrl?: string | null }

function keyIdOf(key: Uint8Array): Buffer {
  return createHash('sha256').update('mailbox key id').update(key).digest().subarray(0, keyIdBytes)
}
