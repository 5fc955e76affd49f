import { readFileSync } from 'node:fs'
import type { ZoneFile } from '#app/mail/resolver.server.ts'

const folder = new URL('../fixtures/mails/', import.meta.url)

/** A mail of tests/fixtures/mails as it came. */
export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`${name}.eml`, folder))
}

/** The DNS that the fixtures are signed against. */
export function fixtureZone(): ZoneFile {
  return JSON.parse(readFileSync(new URL('dns.json', folder), 'utf8'))
}
