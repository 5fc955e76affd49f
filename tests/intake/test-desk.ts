import { shippedPolicy } from '#app/evidence/policy.ts'
import type { Desk } from '#app/intake/place-mail.server.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { type ZoneFile, zoneFileResolver } from '#app/mail/resolver.server.ts'

export const testKey = new Uint8Array(32).fill(7)

/** A desk over a DNS file; mails are parsed in this process, time stands still. */
export function testDesk({ zone = {}, now }: { zone?: ZoneFile; now: Date }): Desk {
  return {
    reader: {
      parse: parseMail,
      resolver: zoneFileResolver(zone),
      deskAddress: 'support@latchkey.example',
      messageIdKey: testKey,
      authservId: null,
      ownHosts: [],
      clock: () => 0,
    },
    policy: shippedPolicy,
    host: 'latchkey.example',
    now: () => now,
  }
}
