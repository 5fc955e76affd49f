import pino, { type Logger } from 'pino'
import { type Env, readEnv, SettingsError } from '#app/env.server.ts'

/** What a process does until `signal` is aborted; it returns when everything is put away. */
export type Main = (signal: AbortSignal, log: Logger, env: Env) => Promise<void>

/**
 * Runs a process of the desk: reads the settings, gives it a log, and turns SIGTERM and SIGINT into an aborted signal.
 * A second signal ends it at once. Exits with 78 and every fault when the settings are wrong, with 1 on a bug.
 */
export async function runProcess(name: string, main: Main): Promise<void> {
  const env = readEnvOrExit()
  const log = pino({ name, level: env.logLevel, serializers: { err: plainError, error: plainError } })
  const stop = new AbortController()
  const onSignal = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143)
    log.info({ signal }, 'stopping')
    stop.abort()
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  try {
    await main(stop.signal, log, env)
    log.info('stopped')
  } catch (error) {
    log.fatal({ err: error }, 'ended by an error')
    // What is still open, like a reader's thread, would keep the process there, doing nothing, and never started again.
    process.exit(1)
  } finally {
    process.off('SIGTERM', onSignal)
    process.off('SIGINT', onSignal)
  }
}

function readEnvOrExit(): Env {
  try {
    return readEnv(process.env)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(SettingsError.exitCode)
  }
}

/** The kind of an error and where it was thrown. Messages of the database hold what was to be written: people's data. */
export function plainError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const cause = error.cause as { code?: unknown; constraint_name?: unknown } | undefined
  const ofDatabase = error.name === 'DrizzleQueryError' || error.name === 'PostgresError' || 'query' in error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    kind: error.name,
    ...(!ofDatabase && { message: error.message }),
    code: (error as { code?: unknown }).code ?? cause?.code,
    constraint: cause?.constraint_name,
    stack: frames.slice(0, 8).join('\n'),
  }
}
