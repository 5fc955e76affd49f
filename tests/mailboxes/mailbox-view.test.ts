import { expect, test } from 'vitest'
import {
  backfillShare,
  isFromEnvironment,
  type MailboxView,
  readBackfillDay,
  standingOf,
} from '#app/mailboxes/mailbox-view.ts'

const now = new Date('2026-11-22T10:00:00Z')
const since = new Date('2026-11-22T09:00:00Z')
type Given = Pick<MailboxView, 'state' | 'read' | 'pausedReason' | 'failingSince'>
const reading: Given = { state: 'active', read: true, pausedReason: null, failingSince: null }

test.each<[string, Partial<Given>, string]>([
  ['reads', {}, 'active'],
  ['was never reached and fails', { read: false, failingSince: since }, 'failing'],
  ['was never reached', { read: false }, 'never connected'],
  ['fails', { failingSince: since }, 'failing'],
  ['was paused', { state: 'paused' }, 'paused'],
  ['was paused before it was ever read', { state: 'paused', read: false, pausedReason: '' }, 'paused'],
  ['was added and not started', { state: 'paused', read: false }, 'new'],
  ['had its password refused', { state: 'auth_failed', failingSince: since }, 'auth failed'],
])('a mailbox that %s', (_what, change, standing) => {
  expect(standingOf({ ...reading, ...change })).toBe(standing)
})

test.each([
  [{ total: null, done: 0 }, null],
  [{ total: 0, done: 0 }, 1],
  [{ total: 200, done: 50 }, 0.25],
  [{ total: 200, done: 200 }, 1],
])('a backfill of %o is at %s', (backfill, share) => {
  expect(backfillShare(backfill)).toBe(share)
})

test.each([
  ['2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['2026-11-23', undefined],
  ['2026-02-30', undefined],
  ['1970-01-01', undefined],
  ['22.11.2026', undefined],
  ['', undefined],
])('old mail since "%s"', (text, day) => {
  expect(readBackfillDay(text, now)?.toISOString()).toBe(day)
})

test('the mailbox that the environment names is known by its place', () => {
  const place = { host: 'imap.example.org', port: 993, username: 'help', folder: 'INBOX' }
  const env = { imapHost: 'imap.example.org', imapPort: 993, imapUser: 'help', imapFolder: 'INBOX' }
  expect(isFromEnvironment(place, env)).toBe(true)
  expect(isFromEnvironment({ ...place, folder: 'Recovery' }, env)).toBe(false)
  expect(isFromEnvironment(place, { ...env, imapHost: undefined })).toBe(false)
})
