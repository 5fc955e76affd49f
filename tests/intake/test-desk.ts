import type { Desk } from '#app/intake/place-mail.server.ts'
import { readMail } from '#app/intake/read-mail.server.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { type ZoneFile, zoneFileResolver } from '#app/mail/resolver.server.ts'

export const testKey = new Uint8Array(32).fill(7)

const deskAddress = 'support@latchkey.example'

/** A desk over a DNS file; mails are read in this process, time stands still. */
export function testDesk({ zone = {}, now }: { zone?: ZoneFile; now: Date }): Desk {
  const reader = {
    parse: parseMail,
    resolver: zoneFileResolver(zone),
    deskAddress,
    messageIdKey: testKey,
    authservId: null,
    ownHosts: [],
    clock: () => 0,
  }
  return {
    read: ({ bytes, arrivedAt }, seenSignatures) => readMail(bytes, arrivedAt, reader, seenSignatures),
    deskAddress,
    messageIdKey: testKey,
    host: 'latchkey.example',
    now: () => now,
  }
}
