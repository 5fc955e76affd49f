import type { Db } from '#app/db/db.server.ts'
import type { Behaviour, FakeServer, FakeTls } from './fake-behaviour.ts'
import { openFakeServer } from './fake-server.ts'
import { addMailbox, keptMails, mailAbout, type Reader, readRow, startReading, until } from './reading.ts'

export type Scene = Awaited<ReturnType<ReturnType<typeof openScenes>['scene']>>

type Given = {
  /** How many mails lie there before the mailbox is added. */
  mails?: number
  pace?: Parameters<typeof startReading>[2]
  mailbox?: Parameters<typeof addMailbox>[2]
  tls?: FakeTls
}

/** Makes scenes for one test after the other; `clear` ends whatever they began. */
export function openScenes(db: () => Db) {
  const readers: Reader[] = []
  const servers: FakeServer[] = []
  const clear = async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.stop()))
    await Promise.all(servers.splice(0).map((server) => server.close()))
  }

  /** A server that behaves as told, a mailbox on it that wants old mail too, and a reader at work. */
  const scene = async (
    change: Partial<Behaviour>,
    { mails = 0, pace = {}, mailbox: given = {}, tls }: Given = {},
    { reading = true } = {},
  ) => {
    const server = await openFakeServer(change, tls)
    servers.push(server)
    for (let number = 1; number <= mails; number += 1) server.deliver(mailAbout(`mail ${number}`))
    const mailbox = await addMailbox(db(), server.port, { backfill: 'all', ...given })
    const read = (other = pace) => {
      const reader = startReading(db(), mailbox, { socketTimeoutMs: 800, ...other })
      readers.push(reader)
      return reader
    }
    const row = () => readRow(db(), mailbox)
    const subjects = async () =>
      (await keptMails(db(), mailbox)).filter(({ state }) => state === 'received').map(({ subject }) => subject)
    const kept = (count: number, ms?: number) =>
      until(async () => (await subjects()).length >= count, `${count} mails`, ms)
    const looked = () => until(async () => (await row()).lastSuccessAt, 'the first look')
    const failing = () => until(async () => ((await row()).failingSince ? row() : null), 'the failure')
    if (reading) read()
    return { server, mailbox, read, subjects, kept, row, looked, failing }
  }
  return { scene, clear }
}
