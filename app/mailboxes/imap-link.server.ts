import { type FetchMessageObject, ImapFlow } from 'imapflow'
import type { Folder, Listed } from './cursor.ts'
import type { FetchedMail } from './keep-raw-mail.server.ts'
import type { Mailbox } from './mailbox.ts'

/** Limits of one connection. */
export type LinkLimits = {
  /** A link on which nothing moves for this long is dead, in milliseconds. */
  socketTimeoutMs: number
  connectTimeoutMs: number
  /** A larger mail is kept by its beginning alone. */
  maxMailBytes: number
  /** How much of it. */
  headBytes: number
}

export const defaultLimits: LinkLimits = {
  socketTimeoutMs: 90_000,
  connectTimeoutMs: 30_000,
  maxMailBytes: 50 * 2 ** 20,
  headBytes: 256 * 2 ** 10,
}

/** What a fetch brought, and the error that ended it early. The mails are whole, whatever happened after them. */
export type Catch = { mails: FetchedMail[]; error: unknown }

/** One connection to one folder, opened read-only; it serves once and is never opened again. */
export type ImapLink = {
  /** Opens the folder anew (EXAMINE): also how new mails and a new UIDVALIDITY show on servers that say nothing. */
  examine(): Promise<Folder>
  list(range: string): Promise<Listed[]>
  fetch(mails: readonly Listed[]): Promise<Catch>
  /** Rests until the server speaks of a new mail (IDLE), the time is over, or the link or the signal ends. */
  awaitNews(ms: number, signal: AbortSignal): Promise<void>
  /** Whether the link still stands; a refused command leaves it standing. */
  alive(): boolean
  close(): Promise<void>
}

/** Connects and signs in. Fails with the client's error; see readFault. */
export async function openLink(
  mailbox: Mailbox,
  password: string,
  signal: AbortSignal,
  limits = defaultLimits,
): Promise<ImapLink> {
  const client = new ImapFlow({
    host: mailbox.host,
    port: mailbox.port,
    secure: mailbox.security === 'tls',
    doSTARTTLS: mailbox.security === 'starttls',
    auth: { user: mailbox.username, pass: password },
    clientInfo: { name: 'Latchkey', vendor: 'Latchkey' },
    logger: false,
    disableAutoIdle: true,
    disableAutoEnable: true,
    disableCompression: true,
    connectionTimeout: limits.connectTimeoutMs,
    greetingTimeout: limits.connectTimeoutMs,
    socketTimeout: limits.socketTimeoutMs,
    maxLiteralSize: limits.maxMailBytes * 4,
    maxResponseSize: limits.maxMailBytes * 5,
  })
  let fault: unknown = null
  let news = false
  client.on('error', (error) => {
    fault = error
  })
  client.on('exists', () => {
    news = true
  })
  const end = () => client.close()
  signal.addEventListener('abort', end, { once: true })
  client.on('close', () => signal.removeEventListener('abort', end))

  // The library says "connection not available" for whatever follows the first fault: that one is the reason.
  const said = async <T>(command: () => Promise<T>): Promise<T> => {
    try {
      return await command()
    } catch (error) {
      throw fault ?? error
    }
  }

  try {
    await said(() => client.connect())
    await introduce(client)
  } catch (error) {
    client.close()
    throw error
  }

  return {
    async examine() {
      news = false
      const opened = await said(() => client.mailboxOpen(mailbox.folder, { readOnly: true }))
      const uidNext = opened.uidNext || (await said(() => highestUid(client, opened.exists))) + 1
      return { uidvalidity: Number(opened.uidValidity), uidNext, exists: opened.exists }
    },
    async list(range) {
      const listed: Listed[] = []
      await said(async () => {
        const wanted = { uid: true, size: true, internalDate: true }
        for await (const answer of client.fetch(range, wanted, { uid: true }))
          if (answer.uid) listed.push({ uid: answer.uid, size: answer.size ?? 0, internalDate: dateOf(answer) })
      })
      return listed
    },
    fetch: (mails) => fetchMails(client, mails, limits, () => fault),
    async awaitNews(ms, until) {
      if (news || !client.usable) return
      // It ends by itself with the next command; its failure shows there.
      if (client.capabilities.has('IDLE')) client.idle().catch(() => {})
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, ms)
        function wake() {
          clearTimeout(timer)
          client.off('exists', wake)
          client.off('close', wake)
          until.removeEventListener('abort', wake)
          resolve()
        }
        client.on('exists', wake)
        client.on('close', wake)
        until.addEventListener('abort', wake)
        if (until.aborted || news || !client.usable) wake()
      })
    },
    alive: () => client.usable,
    async close() {
      if (client.usable && !signal.aborted) await Promise.race([client.logout().catch(() => {}), soon(1000)])
      client.close()
    },
  }
}

/** Says who we are after the sign-in: NetEase refuses SELECT to clients that did not. */
async function introduce(client: ImapFlow): Promise<void> {
  if (!client.capabilities.has('ID')) return
  // The library sends it after the sign-in only where the server did not answer it before; the method is not typed.
  const { run } = client as unknown as { run: (command: 'ID', info: unknown) => Promise<unknown> }
  await run.call(client, 'ID', client.clientInfo)
}

async function highestUid(client: ImapFlow, exists: number): Promise<number> {
  if (exists === 0) return 0
  const last = await client.fetchOne('*', { uid: true })
  return last ? last.uid : 0
}

async function fetchMails(
  client: ImapFlow,
  listed: readonly Listed[],
  limits: LinkLimits,
  fault: () => unknown,
): Promise<Catch> {
  const [first] = listed
  const tooLarge = listed.length === 1 && first !== undefined && first.size > limits.maxMailBytes
  const source = tooLarge ? { start: 0, maxLength: limits.headBytes } : true
  const wanted = new Set(listed.map(({ uid }) => uid))
  const mails: FetchedMail[] = []
  let error: unknown = null
  try {
    const range = [...wanted].join(',')
    for await (const answer of client.fetch(range, { uid: true, internalDate: true, source }, { uid: true })) {
      if (!answer.source || !wanted.has(answer.uid)) continue
      mails.push({
        uid: answer.uid,
        bytes: answer.source,
        internalDate: dateOf(answer),
        ...(tooLarge && {
          fault: `The mail has ${first.size} bytes; only the first ${answer.source.length} are kept.`,
        }),
      })
    }
  } catch (thrown) {
    error = fault() ?? thrown
  }
  return { mails: mails.sort((one, other) => one.uid - other.uid), error }
}

function dateOf({ internalDate }: FetchMessageObject): Date {
  const date = new Date(internalDate ?? Number.NaN)
  // A server that gives no readable date: the mail is as old as its arrival here.
  return Number.isNaN(date.getTime()) ? new Date() : date
}

const soon = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())
