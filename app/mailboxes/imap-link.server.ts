import { type FetchMessageObject, ImapFlow } from 'imapflow'
import type { Folder, Listed } from './cursor.ts'
import type { FetchedMail } from './keep-raw-mail.server.ts'
import type { Mailbox } from './mailbox.ts'

/** Limits of one connection. */
export type LinkLimits = {
  /** A link on which nothing moves for this long is dead, in milliseconds. */
  socketTimeoutMs: number
  connectTimeoutMs: number
  /** A command that is not answered whole in this time ends the link, in milliseconds; a fetch has more by its size. */
  operationTimeoutMs: number
  /** A larger mail is kept by its beginning alone. */
  maxMailBytes: number
  /** How much of it. */
  headBytes: number
}

export const defaultLimits: LinkLimits = {
  socketTimeoutMs: 90_000,
  connectTimeoutMs: 30_000,
  operationTimeoutMs: 120_000,
  maxMailBytes: 50 * 2 ** 20,
  headBytes: 256 * 2 ** 10,
}

const dayMs = 86_400_000
/** A fetch that is slower than this, beyond its fixed time, has stuck: 16 kB a second. */
const slowestBytesPerMs = 16

/** What a fetch brought, and the error that ended it early. The mails are whole, whatever happened after them. */
export type Catch = { mails: FetchedMail[]; error: unknown }

/** One connection to one folder, opened read-only; it serves once and is never opened again. */
export type ImapLink = {
  /** Opens the folder anew (EXAMINE): also how new mails and a new UIDVALIDITY show on servers that say nothing. */
  examine(): Promise<Folder>
  list(range: string): Promise<Listed[]>
  /**
   * The UIDs from 1 to `to`, ascending; with `since` those that the server received then or later, and perhaps some of
   * the two days before. Null when the server refuses to search.
   */
  search(to: number, since: Date | null): Promise<number[] | null>
  fetch(mails: readonly Listed[]): Promise<Catch>
  /** Rests until the server speaks of a new mail (IDLE), the bell rings "news", the time is over, or link or signal ends. */
  awaitNews(ms: number, signal: AbortSignal, bell?: EventTarget): Promise<void>
  /** Name and version that the server answered to ID; null where it did not. */
  about: string | null
  /** Whether the link still stands; a refused command leaves it standing. */
  alive(): boolean
  close(): Promise<void>
}

/** What a link signs in with. */
export type Credential = { password: string } | { accessToken: string }

/** What a link has to know of a mailbox. */
export type Reachable = Pick<Mailbox, 'host' | 'port' | 'security' | 'username' | 'folder' | 'ca'>

/** Connects and signs in; the server's certificate is verified. Fails with the client's error; see readFault. */
export async function openLink(
  mailbox: Reachable,
  credential: Credential,
  signal: AbortSignal,
  limits = defaultLimits,
): Promise<ImapLink> {
  const client = new ImapFlow({
    host: mailbox.host,
    port: mailbox.port,
    secure: mailbox.security === 'tls',
    doSTARTTLS: mailbox.security === 'starttls',
    auth:
      'password' in credential
        ? { user: mailbox.username, pass: credential.password }
        : { user: mailbox.username, accessToken: credential.accessToken },
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(mailbox.ca !== null && { ca: mailbox.ca }) },
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
  const said = async <T>(what: string, command: () => Promise<T>, ms = limits.operationTimeoutMs): Promise<T> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        fault = new Error(`The server did not answer ${what} within ${Math.round(ms / 1000)} seconds.`)
        reject(fault)
        client.close()
      }, ms)
    })
    try {
      return await Promise.race([command(), late])
    } catch (error) {
      throw fault ?? error
    } finally {
      clearTimeout(timer)
    }
  }

  try {
    await said('the sign-in', () => client.connect())
    await said('ID', () => introduce(client))
  } catch (error) {
    client.close()
    throw error
  }

  return {
    about: [client.serverInfo?.name, client.serverInfo?.version].filter(Boolean).join(' ').slice(0, 100) || null,
    async examine() {
      news = false
      const opened = await said('EXAMINE', () => client.mailboxOpen(mailbox.folder, { readOnly: true }))
      const { uidValidity, uidNext, exists } = opened
      const known = { uidvalidity: Number(uidValidity), exists, uidNextGuessed: !uidNext }
      return { ...known, uidNext: uidNext || (await said('FETCH', () => highestUid(client, exists))) + 1 }
    },
    async list(range) {
      const listed: Listed[] = []
      await said('FETCH', async () => {
        const wanted = { uid: true, size: true, internalDate: true }
        for await (const answer of client.fetch(range, wanted, { uid: true }))
          if (answer.uid) listed.push({ uid: answer.uid, size: answer.size ?? 0, internalDate: dateOf(answer) })
        // A list that was cut short must not pass for a whole one: what is not in it would be lost.
        if (!client.usable) throw new Error('The connection was lost.')
      })
      return listed
    },
    async search(to, since) {
      if (to < 1) return []
      // The server goes by the day, in a time zone of its own.
      const from = since === null ? {} : { since: new Date(since.getTime() - dayMs) }
      const found = await said('SEARCH', () => client.search({ uid: `1:${to}`, ...from }, { uid: true }))
      return found ? [...new Set(found)].filter((uid) => uid <= to).sort((one, other) => one - other) : null
    },
    async fetch(mails) {
      const bytes = mails.reduce((sum, { size }) => sum + Math.min(size, limits.maxMailBytes), 0)
      const ms = limits.operationTimeoutMs + Math.round(bytes / slowestBytesPerMs)
      const fetched: FetchedMail[] = []
      const error = await said('FETCH', () => fetchMails(client, mails, limits, fetched), ms).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      return { mails: fetched.sort((one, other) => one.uid - other.uid), error }
    },
    async awaitNews(ms, until, bell) {
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
          bell?.removeEventListener('news', wake)
          resolve()
        }
        client.on('exists', wake)
        client.on('close', wake)
        until.addEventListener('abort', wake)
        bell?.addEventListener('news', wake)
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
  fetched: FetchedMail[],
): Promise<void> {
  const [first] = listed
  const tooLarge = listed.length === 1 && first !== undefined && first.size > limits.maxMailBytes
  // The size is the server's word, and some lie: a mail is too large once more of it has come than may.
  const source = tooLarge ? { start: 0, maxLength: limits.maxMailBytes + 1 } : true
  const wanted = new Set(listed.map(({ uid }) => uid))
  const range = [...wanted].join(',')
  for await (const answer of client.fetch(range, { uid: true, internalDate: true, source }, { uid: true })) {
    if (!answer.source || !wanted.has(answer.uid)) continue
    const cut = tooLarge && answer.source.length > limits.maxMailBytes
    fetched.push({
      uid: answer.uid,
      bytes: cut ? Buffer.from(answer.source.subarray(0, limits.headBytes)) : answer.source,
      internalDate: dateOf(answer),
      ...(cut && { fault: `The mail has ${first.size} bytes; only the first ${limits.headBytes} are kept.` }),
    })
  }
}

function dateOf({ internalDate }: FetchMessageObject): Date {
  const date = new Date(internalDate ?? Number.NaN)
  // A server that gives no readable date: the mail is as old as its arrival here.
  return Number.isNaN(date.getTime()) ? new Date() : date
}

const soon = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())
