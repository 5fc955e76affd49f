import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { Env } from '#app/env.server.ts'
import { networkResolver, type Resolver, zoneFileResolver } from '#app/mail/resolver.server.ts'
import type { OwnAddresses } from '#app/mailboxes/own-addresses.server.ts'
import { knowingOwn } from './own-addresses.ts'
import type { Desk } from './place-mail.server.ts'
import { openReaderPool } from './reader-pool.server.ts'

/** How long one mail may take to read before it is given up as failed, in milliseconds. */
const readLimitMs = 10_000
/** How long one DNS answer may take before the mail waits for it, in milliseconds. */
const dnsLimitMs = 5_000
/** Each thread compiles the same code for itself and needs its own memory; one core is left to all that is not reading. */
const readers = availableParallelism() > 2 ? 2 : 1

/**
 * Opens what intake works with: reader threads, DNS, and the clock.
 *
 * @param own all addresses that mail to the desk comes to
 */
export function openDesk(env: Env, own: Pick<OwnAddresses, 'has'>): Desk & { close: () => Promise<void> } {
  const { deskAddress, ownHosts, trustedSealers, authservId = null } = env
  const messageIdKey = env.keys.messageId
  const pool = openReaderPool({
    threads: readers,
    limitMs: readLimitMs,
    resolver: openResolver(env),
    settings: { deskAddress, messageIdKey, authservId, ownHosts, trustedSealers },
  })
  return {
    read: async (mail, seenSignatures) => knowingOwn(await pool.read(mail, seenSignatures), own),
    deskAddress,
    ownHosts,
    messageIdKey,
    host: new URL(env.origin).hostname,
    ...(env.questionsAfterMinutes > 0 && { questionsAfterMs: env.questionsAfterMinutes * 60_000 }),
    now: () => new Date(),
    close: pool.close,
  }
}

function openResolver({ dnsZoneFile }: Env): Resolver {
  return dnsZoneFile
    ? zoneFileResolver(JSON.parse(readFileSync(dnsZoneFile, 'utf8')))
    : networkResolver({ limitMs: dnsLimitMs })
}
