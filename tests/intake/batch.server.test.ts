import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { openTurns } from '#app/intake/turns.ts'
import { signMessageId } from '#app/mail/message-id.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { accounts, type Drawn, facts, key, kinds, now, people, senders, write, zone } from './drawn-mails.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk, testKey } from './test-desk.ts'

vi.setConfig({ testTimeout: 240_000 })

async function openHouse(): Promise<TestDatabase> {
  const house = await openTestDatabase()
  await putAccounts(house, people, now)
  return house
}

async function keep(house: TestDatabase, mails: readonly Uint8Array[]): Promise<void> {
  await house.worker.db.transaction(async (tx) => {
    for (const bytes of mails) await putRawMail(tx, { bytes, arrivedAt: now })
  })
}

async function takeAll(house: TestDatabase, most: number): Promise<void> {
  const desk = testDesk({ zone, now })
  while ((await takeInMails(house.worker.db, desk, most)) > 0);
}

/** Two cases that are there before, one of Mei's and one of Bo's, each with a letter that can be answered. */
async function openBefore(house: TestDatabase): Promise<void> {
  const [mei, bo] = senders as [string, string]
  const text = 'I forgot my password. My number is 29433423.'
  await keep(house, [
    await sign(Buffer.from(plainMail({ from: mei, subject: 'First', text })), 'example.com', key, now),
    await sign(
      Buffer.from(plainMail({ from: bo, subject: 'Second', text: 'I lost it all.' })),
      'example.org',
      key,
      now,
    ),
  ])
  await takeAll(house, 1)
  for (const ticketId of [20_001, 20_002])
    await house.owner.db.insert(letters).values({
      ticketId,
      kind: 'ask',
      language: 'en',
      recipient: 'bo@example.org',
      automatic: false,
      day: '2026-11-21',
      messageId: signMessageId({ ticketId, letterId: 1, host: 'latchkey.example' }, testKey),
      state: 'sent',
      sentAt: now,
      notBefore: now,
      createdAt: now,
    })
}

/** Every row that intake writes, without what is drawn by chance. */
async function everything(house: TestDatabase) {
  const tables = [
    'tickets',
    'messages',
    'attachments',
    'claims',
    'assessments',
    'raw_mails',
    'message_words',
    'letters',
    'ticket_links',
  ]
  const rows: Record<string, unknown> = {}
  for (const table of tables) {
    const found = await house.owner.sql.unsafe(`select * from ${table} order by 1`)
    rows[table] = found.map(({ kept_at: _kept, ...row }) =>
      table === 'letters' ? { ...row, message_id: row.ticket_id } : row,
    )
  }
  const jobs = await house.owner.sql`select count(*)::int as n from graphile_worker.jobs`
  return { ...rows, jobs: jobs[0]?.n }
}

test('a batch leaves the very rows that its mails leave one after the other', async () => {
  const drawn: fc.Arbitrary<Drawn> = fc.record({
    what: fc.constantFrom(...kinds),
    who: fc.nat(senders.length - 1),
    about: fc.nat(accounts.length - 1),
    says: fc.nat(facts.length - 1),
    ticket: fc.constantFrom(20_001, 20_002),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 12, maxLength: 24 }), async (batch) => {
      const mails: Uint8Array[] = []
      for (const one of batch) mails.push(await write(one, mails))
      const [together, singly] = [await openHouse(), await openHouse()]
      try {
        for (const house of [together, singly]) {
          await openBefore(house)
          await keep(house, mails)
        }
        const desk = testDesk({ zone, now })
        expect(await takeInMails(together.worker.db, desk, 50)).toBe(mails.length)
        await takeAll(singly, 1)
        expect(await everything(together)).toEqual(await everything(singly))
      } finally {
        await Promise.all([together.close(), singly.close()])
      }
    }),
    { numRuns: 4, seed: 20_261_122 },
  )
})

describe('within one batch', () => {
  let house: TestDatabase
  beforeEach(async () => {
    house = await openHouse()
  })
  afterEach(() => house.close())
  const takeTogether = async (...mails: Uint8Array[]) => {
    await keep(house, mails)
    return takeInMails(house.worker.db, testDesk({ zone, now }), 50)
  }
  const ask = (from: string, number: string, more = '') =>
    plainMail({ from, subject: 'Lost password', text: `I forgot my password. My number is ${number}. ${more}` })

  test('mails that have nothing to do with each other take as many statements as one of them', async () => {
    const statements = async (mails: Uint8Array[]) => {
      await keep(house, mails)
      let count = 0
      const db = Object.create(house.worker.db, {
        transaction: {
          value: (work: (tx: unknown) => Promise<unknown>) =>
            house.worker.db.transaction((tx) => {
              const counted =
                (name: 'select' | 'selectDistinctOn' | 'insert' | 'update' | 'execute') =>
                (...given: unknown[]) => {
                  count += 1
                  return (tx[name] as (...given: unknown[]) => unknown).call(tx, ...given)
                }
              const names = ['select', 'selectDistinctOn', 'insert', 'update', 'execute'] as const
              return work(
                Object.assign(Object.create(tx), Object.fromEntries(names.map((name) => [name, counted(name)]))),
              )
            }),
        },
      })
      await takeInMails(db, testDesk({ zone, now }), 50)
      return count
    }
    const one = await statements([ask('Bo <a@example.org>', '29433423')])
    const many = await statements(
      Array.from({ length: 30 }, (_, at) => ask(`Bo <b${at}@example.org>`, String(70_000 + at))),
    )
    expect(many).toBeLessThanOrEqual(one)
  })

  test('the same bytes twice are one case', async () => {
    const mail = ask('Bo <bo@example.org>', '10001')
    await takeTogether(mail, mail)
    expect(await house.worker.db.select().from(tickets)).toHaveLength(1)
    const raw = await house.worker.db.select().from(rawMails).orderBy(asc(rawMails.id))
    expect(raw[1]).toMatchObject({ state: 'done', duplicateOf: raw[0]?.id })
  })

  test('a mail joins the case that one before it opened', async () => {
    const signed = (mail: Uint8Array) => sign(Buffer.from(mail), 'example.com', key, now)
    await takeTogether(
      await signed(ask('Mei <mei@example.com>', '29433423')),
      ask('Bo <bo@example.org>', '10001'),
      await signed(
        plainMail({ from: 'Mei <mei@example.com>', subject: 'Re: [#20001] Lost', text: 'My nickname is Raindrop.' }),
      ),
    )
    const [first] = await house.worker.db.select().from(tickets).orderBy(asc(tickets.id))
    expect(first).toMatchObject({ id: 20_001, version: 2 })
    expect(await house.worker.db.select().from(tickets)).toHaveLength(2)
    expect(await house.worker.db.select().from(assessments)).toHaveLength(3)
  })

  test('a second claimant of one account is weighed with what the first one did', async () => {
    await takeTogether(ask('Bo <bo@example.org>', '29433423'), ask('Eve <eve@example.com>', '29433423'))
    const batched = await house.worker.db.select().from(assessments).orderBy(asc(assessments.id))
    const other = await openHouse()
    await keep(other, [ask('Bo <bo@example.org>', '29433423'), ask('Eve <eve@example.com>', '29433423')])
    await takeAll(other, 1)
    const single = await other.worker.db.select().from(assessments).orderBy(asc(assessments.id))
    await other.close()
    expect(batched.map(({ subject, bits }) => ({ subject, bits }))).toEqual(
      single.map(({ subject, bits }) => ({ subject, bits })),
    )
  })

  test('lines of a signature that proved nothing do not spoil the real mail that comes after', async () => {
    const real = await sign(Buffer.from(ask('Mei <mei@example.com>', '29433423')), 'example.com', key, now)
    const copied = Buffer.from(real.toString('latin1').replace('29433423', '10001'), 'latin1')
    await takeTogether(copied, real)
    const [first, second] = await house.worker.db.select().from(messages).orderBy(asc(messages.id))
    expect(first?.verdict.dkim[0]?.result).not.toBe('pass')
    expect(second).toMatchObject({ level: 'strong' })
  })

  test('one sender gets one automatic letter a day', async () => {
    const signed = (mail: Uint8Array) => sign(Buffer.from(mail), 'example.com', key, now)
    await takeTogether(
      await signed(ask('Mei <mei@example.com>', '29433423')),
      await signed(ask('Eve <eve@example.com>', '10001')),
      await signed(ask('Mei <mei@example.com>', '29433423', 'Please hurry.')),
    )
    const sent = await house.worker.db.select().from(letters).orderBy(asc(letters.id))
    expect(sent.map(({ recipient }) => recipient)).toEqual(['mei@example.com', 'eve@example.com'])
  })

  test('a mail that cannot be read or placed costs only itself', async () => {
    await house.owner.sql`create function break_one() returns trigger language plpgsql as
      $$ begin if new.subject = 'breaks' then raise exception 'broken' using errcode = '22P05'; end if; return new; end $$`
    await house.owner.sql`create trigger break_one before insert on messages for each row execute function break_one()`
    await takeTogether(
      ask('Bo <bo@example.org>', '10001'),
      plainMail({ from: 'Eve <eve@example.com>', subject: 'breaks', text: 'My number is 10002.' }),
      new Uint8Array(),
      ask('Mei <mei@example.com>', '29433423'),
    )
    const raw = await house.worker.db.select().from(rawMails).orderBy(asc(rawMails.id))
    expect(raw.map(({ state, failedStep }) => [state, failedStep])).toEqual([
      ['done', null],
      ['failed', 'place'],
      ['failed', 'parse'],
      ['done', null],
    ])
    expect(await house.worker.db.select().from(tickets)).toHaveLength(2)
  })
})

test('batches that overlap take every mail once and write in the order in which they took', async () => {
  const house = await openHouse()
  try {
    const asks = Array.from({ length: 30 }, (_, at) =>
      plainMail({ from: `Bo <b${at % 7}@example.org>`, subject: 'Lost', text: `My number is 29433423. Mail ${at}.` }),
    )
    await keep(house, asks)
    const desk = testDesk({ zone, now })
    const nextTurn = openTurns()
    const taken = await Promise.all(
      [4, 4, 4, 4, 4, 4, 4, 4].map((most) => takeInMails(house.worker.db, desk, most, nextTurn())),
    )
    expect(taken.reduce((all, count) => all + count, 0)).toBe(30)
    const order = await house.worker.db.select({ id: messages.rawMailId }).from(messages).orderBy(asc(messages.id))
    const ids = order.map(({ id }) => id)
    expect(ids).toEqual([...ids].sort((one, other) => one - other))
    const takings = await house.worker.db.select().from(auditEntries).where(eq(auditEntries.verb, 'mails_taken_in'))
    expect(takings).toHaveLength(8)
  } finally {
    await house.close()
  }
})
