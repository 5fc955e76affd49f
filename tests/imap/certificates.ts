import { readFileSync } from 'node:fs'
import type { FakeTls } from './fake-behaviour.ts'

const read = (name: string) => readFileSync(new URL(`certificates/${name}.pem`, import.meta.url), 'utf8')

/** Vouches for the certificates below, and nobody else knows it. */
export const authority = read('authority')

/** Shows a certificate of that authority: for this machine, for another host, or one whose time is over. */
export function certified(
  from: FakeTls['from'],
  certificate: 'this-machine' | 'another-host' | 'over' = 'this-machine',
): FakeTls {
  return { from, key: read('server-key'), cert: read(certificate) }
}
