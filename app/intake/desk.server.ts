import { readFileSync } from 'node:fs'
import type { Env } from '#app/env.server.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { openParserPool } from '#app/mail/parser-pool.server.ts'
import { networkResolver, type Resolver, zoneFileResolver } from '#app/mail/resolver.server.ts'
import type { Desk } from './place-mail.server.ts'

/** How long one mail may take to parse before it is given up as failed, in milliseconds. */
const parseLimitMs = 10_000
/** How long one DNS answer may take before the mail waits for it, in milliseconds. */
const dnsLimitMs = 5_000

/** Opens what intake works with: parser threads, DNS, and the clock. */
export function openDesk(env: Env, policy: Policy): Desk & { close: () => Promise<void> } {
  const pool = openParserPool({ threads: 2, limitMs: parseLimitMs })
  return {
    reader: {
      parse: pool.parse,
      resolver: openResolver(env),
      deskAddress: env.deskAddress,
      messageIdKey: env.keys.messageId,
      authservId: env.authservId ?? null,
      ownHosts: env.ownHosts,
      clock: () => performance.now(),
    },
    policy,
    host: new URL(env.origin).hostname,
    now: () => new Date(),
    close: pool.close,
  }
}

function openResolver({ dnsZoneFile }: Env): Resolver {
  return dnsZoneFile
    ? zoneFileResolver(JSON.parse(readFileSync(dnsZoneFile, 'utf8')))
    : networkResolver({ limitMs: dnsLimitMs })
}
