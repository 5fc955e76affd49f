import { parseArgs } from 'node:util'
import { openDb } from '#app/db/db.server.ts'
import { readFault } from '#app/mailboxes/mailbox.ts'
import { listActiveMailboxes } from '#app/mailboxes/mailbox-state.server.ts'
import { type Reconciled, readAddresses, reconcileMailbox } from '#app/mailboxes/reconcile.server.ts'
import { openSignIn } from '#app/mailboxes/sign-in.server.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'

const usage = `npm run reconcile -- [--since YYYY-MM-DD] [--mailbox ADDRESS] [--refetch] [--json]

Compares the mails on each server with what is kept; --refetch fetches what is missing. Exit code 1: something is missing.`

type Compared = Reconciled | { address: string; folder: string; error: string }

process.exitCode = await run()

async function run(): Promise<number> {
  const { json, refetch, since, mailbox: only } = readArguments()
  const env = settingsOrExit()
  const database = await reachDatabase(env)
  const { db, close } = openDb(database.urls.latchkey_worker, 'latchkey_worker', 2)
  try {
    const addresses = await readAddresses(db)
    const compared: Compared[] = []
    const asked = (await listActiveMailboxes(db))
      .map((listed) => ({ ...listed, address: addresses.get(listed.id) ?? '' }))
      .filter(({ id, address }) => only === undefined || only === id || only === address)
    if (only !== undefined && asked.length === 0) {
      console.error(`No mailbox that is read has the address or id ${only}.`)
      return 64
    }
    for (const mailbox of asked) {
      const { signal } = new AbortController()
      compared.push(
        await Promise.resolve()
          .then(() => openSignIn(db, mailbox, { key: env.keys.mailboxSecret, clock: () => new Date() }))
          .then((signIn) => signIn({ renewed: false }))
          .then((credential) => reconcileMailbox({ db, mailbox, credential, since, refetch, signal, now: new Date() }))
          .catch((error: unknown) => ({
            address: mailbox.address,
            folder: mailbox.folder,
            error: readFault(error).words,
          })),
      )
    }
    const gaps = compared.reduce((sum, one) => sum + ('gaps' in one ? one.gaps.length : 0), 0)
    if (json) console.log(JSON.stringify({ mailboxes: compared, gaps }))
    else for (const one of compared) console.log(say(one))
    return compared.some(isWrong) ? 1 : 0
  } finally {
    await close()
    await database.stop()
  }
}

function isWrong(one: Compared): boolean {
  if ('error' in one) return true
  const { gaps, unfetched, foreign, refetched, outcomes } = one
  return gaps.length + unfetched.length > refetched || foreign.length + outcomes.unplaced > 0
}

function say(one: Compared): string {
  if ('error' in one) return `${one.address} ${one.folder}: not compared: ${one.error}`
  const { onServer, kept, waiting, gaps, unfetched, foreign, refetched, outcomes } = one
  return [
    `${one.address} ${one.folder}: ${onServer} on the server, ${kept} kept, ${waiting} to come,`,
    `${gaps.length} missing, ${unfetched.length} without bytes, ${foreign.length} of another server, ${refetched} fetched again;`,
    `${outcomes.done} done, ${outcomes.received} waiting, ${outcomes.failed} failed,`,
    `${outcomes.quarantined} quarantined, ${outcomes.unplaced} beside no case`,
  ].join(' ')
}

function readArguments(): { json: boolean; refetch: boolean; since: Date | null; mailbox?: string } {
  const { values } = parseArgs({
    options: {
      since: { type: 'string' },
      mailbox: { type: 'string' },
      refetch: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const since = values.since === undefined ? null : new Date(values.since)
  if (since === null || !Number.isNaN(since.getTime())) return { ...values, since }
  console.error(usage)
  process.exit(64)
}
