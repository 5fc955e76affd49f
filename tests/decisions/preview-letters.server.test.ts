import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PreviewedVerb } from '#app/decisions/letter-preview.ts'
import { previewLetters } from '#app/decisions/preview-letters.server.ts'
import type { Person } from '#app/staff/person.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'
import {
  chensAddress,
  codeOf,
  giveSecond,
  lettersOf,
  now,
  openChensCase,
  openHeldCase,
  readTicket,
  rule,
} from './approval-case.ts'

let database: TestDatabase
let ana: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
})
afterEach(() => database.close())

async function preview(verb: PreviewedVerb) {
  const { id: ticketId } = await readTicket(database)
  const desk = { origin: 'https://desk.example', deskName: 'Account recovery' }
  return previewLetters(database.web.db, { ticketId, verb, now, ...desk })
}

test('before the second approval its letters are shown: to every channel of the account, and to the new address', async () => {
  const sol = await hire(database, 'Sol', 'supervisor')
  await openChensCase(database, {
    registeredEmail: 'chen.gone@example.net',
    emailVerified: true,
    emailChangedAt: new Date('2004-01-01T00:00:00Z'),
    lastSeenAt: new Date('2020-01-01T00:00:00Z'),
  })
  expect(await preview('second')).toEqual([])
  await rule(database, ana, 'propose', { reason: 'Friends of three circles.' })
  const shown = await preview('second')
  expect(shown.map(({ kind, language, to }) => [kind, language, ...to])).toEqual([
    ['hold', 'both', 'c•••@example.net'],
    ['confirm', 'en', chensAddress],
  ])
  await giveSecond(database, sol, 'approve')
  expect((await lettersOf(database)).sort()).toEqual([`confirm to ${chensAddress}`, 'hold to chen.gone@example.net'])
  expect(shown.map(({ text }) => text).join()).not.toContain(await codeOf(database))
})

test('a hold is shown with every address that it is told to, each masked', async () => {
  const formerEmails = [{ address: 'mei.old@example.net', until: new Date(now.getTime() - 5 * 86_400_000) }]
  await openHeldCase(database, { formerEmails })
  const [shown, ...others] = await preview('approve')
  expect(others).toEqual([])
  expect(shown).toMatchObject({ kind: 'hold', to: ['m•••@example.com', 'm•••@example.net'] })
  expect(shown?.text).not.toContain('mei')
})

test.each<[PreviewedVerb, string[]]>([
  ['ask', ['ask']],
  ['deny', ['nothing']],
  ['propose', []],
  ['freeze', []],
])('of %s these letters are shown: %j', async (verb, kinds) => {
  await openChensCase(database)
  expect((await preview(verb)).map(({ kind }) => kind)).toEqual(kinds)
})
