import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Connection, openDb, type Tx } from '#app/db/db.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

let database: TestDatabase
let pool: Connection
beforeEach(async () => {
  database = await openTestDatabase()
  await database.owner.sql`create table lines (line text not null)`
  await database.owner.sql`grant select, insert on lines to latchkey_worker`
  // One connection: what the first transaction leaves behind is the second one's.
  pool = openDb(database.url('latchkey_worker'), 'latchkey_worker', 1)
})
afterEach(async () => {
  await pool.close()
  await database.close()
})

const write = (tx: Tx, line: string) => tx.execute(`insert into lines values ('${line}')`)

describe('work that runs on after its connection was lost', () => {
  test.each([
    { what: 'another statement', goOn: (tx: Tx) => write(tx, 'too late') },
    { what: 'its end', goOn: async () => {} },
    { what: 'a fault', goOn: () => Promise.reject(new Error('too late')) },
    { what: 'a part of its own', goOn: (tx: Tx) => tx.transaction((inner) => write(inner, 'too late')) },
    {
      what: 'another statement after one that failed',
      goOn: async (tx: Tx) => {
        await write(tx, 'too late').catch(() => {})
        await write(tx, 'later still')
      },
    },
  ])('leaves the next transaction alone: $what', async ({ goOn }) => {
    const [waiting, begun] = [gate(), gate<number>()]
    const lost = pool.db.transaction(async (tx) => {
      await write(tx, 'lost')
      begun.open(await backendOf(tx))
      await waiting.opened
      await goOn(tx)
    })
    lost.catch(() => {})
    await endBackend(await begun.opened)
    await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })

    const next = pool.db.transaction(async (tx) => {
      await write(tx, 'first')
      waiting.open()
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 5))
      await write(tx, 'second')
      expect(await lines()).toEqual([])
    })
    await next
    expect(await lines()).toEqual(['first', 'second'])
  })
})

test('a statement that is under way when the connection ends fails, and nothing of its transaction is kept', async () => {
  const begun = gate<number>()
  const lost = pool.db.transaction(async (tx) => {
    await write(tx, 'lost')
    begun.open(await backendOf(tx))
    await tx.execute('select pg_sleep(30)').catch(() => {})
    await write(tx, 'too late')
  })
  lost.catch(() => {})
  const pid = await begun.opened
  await expect
    .poll(() => database.worker.sql`select from pg_stat_activity where pid = ${pid} and query like '%pg_sleep%'`)
    .toHaveLength(1)
  await endBackend(pid)
  await expect(lost).rejects.toThrow()
  // The driver may tell the first statement on a new connection how the old one ended.
  await pool.sql`select 1`.catch(() => {})
  await pool.db.transaction((tx) => write(tx, 'next'))
  expect(await lines()).toEqual(['next'])
})

test('what a transaction answers and throws is as ever, and so is a part of it that is taken back', async () => {
  await expect(pool.db.transaction(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
  const answered = await pool.db.transaction(async (tx) => {
    await tx.transaction((inner) => write(inner, 'kept'))
    await tx
      .transaction(async (inner) => {
        await write(inner, 'taken back')
        throw new Error('mine')
      })
      .catch(() => {})
    return 7
  })
  expect(answered).toBe(7)
  expect(await lines()).toEqual(['kept'])
})

function gate<Value = void>(): { opened: Promise<Value>; open: (value: Value) => void } {
  let open: (value: Value) => void = () => {}
  const opened = new Promise<Value>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

async function backendOf(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ pid: number }>('select pg_backend_pid() as pid')
  return row?.pid ?? 0
}

/** Ends the pool's backend as a failing database would. */
async function endBackend(pid: number): Promise<void> {
  await database.worker.sql`select pg_terminate_backend(${pid})`
}

async function lines(): Promise<string[]> {
  const rows = await database.owner.sql<{ line: string }[]>`select line from lines`
  return rows.map(({ line }) => line)
}
