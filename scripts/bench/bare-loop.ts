import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { ImapFlow } from 'imapflow'
import type { ZoneFile } from '#app/mail/resolver.server.ts'
import { dovecotUser } from '#scripts/dovecot.ts'
import type { TrialDesk } from './trial-desk.ts'

const threads = 2
const batch = 50

type Read = { subject: string; sender: string; text: string; html: string | null; dkim: boolean }

/**
 * The limit that the pipeline is measured against: fetch, parse, check DKIM, sanitise, insert many rows at once; no
 * queue, no case, no claim, no score.
 *
 * @returns mails a second
 */
export async function runBareLoop(
  desk: TrialDesk,
  { range, zone }: { range: string; zone: ZoneFile },
): Promise<{ rate: number; signed: number }> {
  const { sql } = desk.database
  await sql`create table if not exists bare_mails (id bigint generated always as identity primary key, sha256 bytea,
    bytes bytea, subject text, sender text, body text, html text, dkim boolean)`
  await sql`alter table bare_mails alter column bytes set storage external`
  await sql`truncate bare_mails`
  const workers = await Promise.all(Array.from({ length: threads }, () => openThread(zone)))
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: desk.dovecot.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: dovecotUser.user, pass: dovecotUser.password },
    logger: false,
    disableAutoIdle: true,
  })
  await client.connect()
  await client.mailboxOpen('INBOX', { readOnly: true })
  const began = performance.now()
  let mails = 0
  let signed = 0
  const under = new Set<Promise<void>>()
  const hand = async (bytes: Buffer[]) => {
    const worker = workers.shift() as Worker
    const [read] = (await ask(worker, bytes)) as [Read[]]
    workers.push(worker)
    signed += read.filter(({ dkim }) => dkim).length
    const rows = read.map(({ text, ...one }, at) => {
      const source = bytes[at] as Buffer
      return { ...one, body: text, bytes: source, sha256: createHash('sha256').update(source).digest() }
    })
    await sql`insert into bare_mails ${sql(rows)}`
    mails += rows.length
  }
  let waiting: Buffer[] = []
  const send = async () => {
    while (workers.length === 0) await Promise.race(under)
    const work = hand(waiting).finally(() => under.delete(work))
    under.add(work)
    waiting = []
  }
  for await (const { source } of client.fetch(range, { uid: true, source: true }, { uid: true })) {
    if (source) waiting.push(source)
    if (waiting.length === batch) await send()
  }
  if (waiting.length > 0) await send()
  await Promise.all(under)
  const seconds = (performance.now() - began) / 1000
  await client.logout()
  for (let at = 0; at < threads; at += 1) await workers[at]?.terminate()
  return { rate: mails / seconds, signed }
}

async function openThread(zone: ZoneFile): Promise<Worker> {
  const worker = new Worker(new URL('./bare-thread.js', import.meta.url), { workerData: { zone }, execArgv: [] })
  // Its code is loaded before the clock runs.
  await ask(worker, [Buffer.from('From: a@example.com\r\nSubject: warm\r\n\r\nwarm\r\n')])
  return worker
}

function ask(worker: Worker, mails: readonly Uint8Array[]): Promise<unknown[]> {
  const answer = once(worker, 'message')
  worker.postMessage(mails)
  return answer
}
