import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { ZoneFile } from '#app/mail/resolver.server.ts'

/** A domain that signs its mail: its key, its selector and what its DNS answers. */
export type SigningDomain = { domain: string; selector: string; privateKey: string; zone: ZoneFile }

const keys = new Map<number, { privateKey: KeyObject; publicKey: KeyObject }>()

/** Keys are slow to make and say nothing: one of each length serves all tests. */
function keyPair(bits: number) {
  const made = keys.get(bits) ?? generateKeyPairSync('rsa', { modulusLength: bits })
  keys.set(bits, made)
  return made
}

/** A domain with a key and a DMARC record; `policy` null publishes none. */
export function signingDomain(
  overrides: { domain?: string; selector?: string; policy?: string | null; bits?: number; dmarc?: string } = {},
): SigningDomain {
  const { domain = 'example.com', selector = 'k1', policy = 'reject', bits = 2048 } = overrides
  const { privateKey, publicKey } = keyPair(bits)
  const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const record = overrides.dmarc ?? (policy === null ? null : `v=DMARC1; p=${policy}`)
  return {
    domain,
    selector,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    zone: {
      [`${selector}._domainkey.${domain}`]: { TXT: [[`v=DKIM1; k=rsa; p=${published}`]] },
      ...(record && { [`_dmarc.${domain}`]: { TXT: [[record]] } }),
    },
  }
}
