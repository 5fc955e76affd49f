import postgres from 'postgres'

/** One connection that hears what the database tells on a channel, whatever becomes of the connection. */
export type Listener = { close: () => Promise<void> }

type Listening = {
  url: string
  channel: string
  hear: (payload: string) => void
  /** Called each time that hearing begins. From the second on something may have been missed. */
  begun: (again: boolean) => void
  /** Called when the connection was lost, or could not be made. */
  lost?: (error: unknown) => void
  /** Rests before tries to reconnect, in milliseconds; the last one repeats. */
  restsMs?: readonly number[]
  /** How often a quiet connection is asked whether it still lives, in milliseconds. */
  probeMs?: number
}

const growingRestsMs = [200, 500, 1_000, 2_000, 5_000, 10_000]

/**
 * Listens on a channel of Postgres by a connection of its own. A connection that ends or grows silent is made anew,
 * with growing rests; what was told meanwhile is lost, and {@link Listening.begun} says so.
 */
export function listen(asked: Listening): Listener {
  const { restsMs = growingRestsMs, probeMs = 20_000 } = asked
  let closed = false
  let failures = 0
  let times = 0
  let timer: NodeJS.Timeout | undefined
  let open: postgres.Sql | null = null

  const connect = () => {
    const sql = openConnection(asked, () => fail(sql, new Error('The listening connection was closed.')))
    open = sql
    begin(sql).catch((error: unknown) => fail(sql, error))
  }
  const begin = async (sql: postgres.Sql) => {
    await sql`listen ${sql(asked.channel)}`
    if (open !== sql) return
    failures = 0
    times += 1
    asked.begun(times > 1)
    probe(sql)
  }
  const probe = (sql: postgres.Sql) => {
    timer = setTimeout(() => {
      withinMs(probeMs, sql`select 1`)
        .then(() => open === sql && probe(sql))
        .catch((error: unknown) => fail(sql, error))
    }, probeMs)
  }
  const fail = (sql: postgres.Sql, error: unknown) => {
    if (open !== sql) return
    open = null
    clearTimeout(timer)
    sql.end({ timeout: 0 }).catch(() => {})
    if (closed) return
    asked.lost?.(error)
    timer = setTimeout(connect, restsMs[Math.min(failures, restsMs.length - 1)])
    failures += 1
  }

  connect()
  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      const sql = open
      open = null
      await sql?.end({ timeout: 1 }).catch(() => {})
    },
  }
}

/** A connection that is never closed for being idle or old, and that does not connect again by itself unheard. */
function openConnection({ url, channel, hear }: Listening, onclose: () => void): postgres.Sql {
  const options = {
    max: 1,
    idle_timeout: null,
    max_lifetime: null,
    connect_timeout: 10,
    fetch_types: false,
    onnotice: () => {},
    onclose,
    // Not in the package's types: it is what its own `listen` is made of, which gives up when one try to reconnect fails.
    onnotify: (on: string, payload: string) => on === channel && hear(payload),
    connection: { application_name: `latchkey listens to ${channel}` },
  }
  return postgres(url, options as unknown as postgres.Options<Record<string, never>>)
}

function withinMs<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The listening connection grew silent.')), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
