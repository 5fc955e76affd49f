import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import type { ZoneFile } from '#app/mail/resolver.server.ts'

/** The key that every domain of the demo signs with; made at each start. */
export type SigningKey = { privateKey: string; publicKey: string }

const selector = 'demo'

export function makeSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  })
  return { privateKey, publicKey: publicKey.toString('base64') }
}

/** Signs as the domain's own mail server does; returns the signed bytes. */
export async function sign(bytes: Buffer, domain: string, key: SigningKey, signedAt: Date): Promise<Buffer> {
  const signature = { signingDomain: domain, selector, privateKey: key.privateKey }
  const { signatures, errors } = await dkimSign(bytes, {
    ...signature,
    canonicalization: 'relaxed/relaxed',
    algorithm: 'rsa-sha256',
    signTime: signedAt,
    signatureData: [signature],
  })
  if (!signatures) throw new Error(`DKIM gave no signature for ${domain}.`)
  if (errors.length > 0) throw new Error(`DKIM did not sign for ${domain}: ${String(errors[0])}`)
  return Buffer.concat([Buffer.from(signatures), bytes])
}

/** What a domain says should become of mail that fails: its DMARC record, or none at all. */
export function policyOf(domain: string): 'reject' | 'quarantine' | 'none' | null {
  const known: Record<string, 'reject' | 'quarantine' | 'none' | null> = {
    'example.com': 'reject',
    'example.net': 'none',
    'example.org': 'quarantine',
  }
  const own = known[domain]
  if (own !== undefined) return own
  // Each other domain has its own habit, the same at every start.
  const habits = ['reject', 'none', 'quarantine', null] as const
  const sum = [...domain].reduce((total, character) => total + character.charCodeAt(0), 0)
  return habits[sum % habits.length] ?? null
}

/** The DNS of the demo: a DKIM key for every domain, DMARC for those that have a policy. For DNS_ZONE_FILE. */
export function demoZone({ domains, key }: { domains: readonly string[]; key: SigningKey }): ZoneFile {
  const zone: ZoneFile = {}
  for (const domain of new Set(domains)) {
    zone[domain] = { TXT: [['v=spf1 -all']], MX: [{ exchange: `mx.${domain}`, priority: 10 }] }
    zone[`${selector}._domainkey.${domain}`] = { TXT: [[`v=DKIM1; k=rsa; p=${key.publicKey}`]] }
    const policy = policyOf(domain)
    if (policy) zone[`_dmarc.${domain}`] = { TXT: [[`v=DMARC1; p=${policy}`]] }
  }
  return zone
}
