import { eq } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { fetchAccessToken } from './access-token.server.ts'
import { recordTestSteps, takeConnectionTest } from './connection-tests.server.ts'
import type { Credential } from './imap-link.server.ts'
import { reachColumns } from './mailbox-state.server.ts'
import { openSecret, placeOf } from './secrets.server.ts'
import { tryConnection } from './try-connection.server.ts'
import { StepFailed } from './try-server.server.ts'

type Running = { key: Uint8Array; clock: () => Date; signal: AbortSignal; stepMs?: number }

/** Makes the next connection test that a page asked for. False where none waits. */
export async function runNextConnectionTest(db: Db, { key, clock, signal, stepMs }: Running): Promise<boolean> {
  const test = await takeConnectionTest(db, clock())
  if (!test) return false
  const { testId, mailboxId } = test
  const [mailbox] = await db.select(reachColumns).from(mailboxes).where(eq(mailboxes.id, mailboxId))
  if (!mailbox) throw new Error(`Mailbox ${mailboxId} of test ${testId} is not there.`)
  const credential = async (): Promise<Credential> => {
    const password = opened(mailbox, key)
    if (mailbox.authentication === 'password') return { password }
    const { accessToken } = await fetchAccessToken(db, { mailbox, key, now: clock() })
    return { accessToken }
  }
  const steps = await tryConnection({
    mailbox,
    credential,
    onStep: (steps) => recordTestSteps(db, { testId, steps }),
    signal,
    ...(stepMs !== undefined && { stepMs }),
  })
  await recordTestSteps(db, { testId, steps, endedAt: clock() })
  return true
}

function opened(mailbox: Parameters<typeof placeOf>[0] & { secret: Uint8Array }, key: Uint8Array): string {
  try {
    return openSecret(mailbox.secret, key, placeOf(mailbox))
  } catch (error) {
    throw new StepFailed('secret', (error as Error).message)
  }
}
