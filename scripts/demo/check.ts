import { setTimeout as rest } from 'node:timers/promises'
import { verifyAudit } from '#app/audit/verify-audit.server.ts'
import { cast, castPasswords } from '#scripts/seed/cast.ts'
import { Visitor } from './visitor.ts'
import type { DemoWorld } from './world.ts'

/** What `npm run demo -- --check` prints. `why` names the first thing that was not as it should be. */
export type CheckOutcome = {
  ok: boolean
  tickets: number
  letters: number
  failed: number
  seconds: number
  why?: string
}

const newPassword = 'quiet-anchor-marble-54'

/**
 * Has all mails arrive at once and walks Mei's recovery through the pages: an agent approves, her letter comes, she
 * sets a password and signs in with it. The old password and a second use of the link must not work.
 */
export async function checkDemo(world: DemoWorld, { began }: { began: number }): Promise<CheckOutcome> {
  let why: string | undefined
  try {
    await world.deliver()
    await waitForIntake(world)
    await walk(world)
  } catch (error) {
    why = error instanceof Error ? error.message : String(error)
  }
  const { sql } = world.database
  const [counts] = await sql<{ tickets: number; failed: number }[]>`select
    (select count(*)::int from tickets) as tickets,
    (select count(*)::int from raw_mails where state = 'failed') as failed`
  const { tickets = 0, failed = 0 } = counts ?? {}
  if (failed > 0) why ??= `${failed} mails failed.`
  const outcome = {
    ok: why === undefined,
    tickets,
    letters: world.sink.mails.length,
    failed,
    seconds: Math.round((Date.now() - began) / 100) / 10,
  }
  return why === undefined ? outcome : { ...outcome, why }
}

async function walk(world: DemoWorld): Promise<void> {
  const { number, registeredEmail } = cast.mei
  const ana = new Visitor(world.origin)
  const [person] = world.people
  if (!person) throw new Error('The demo has nobody on its desk.')
  await ana.fill('/sign-in', { email: person.email, password: person.password })
  const queue = await ana.read(`/queue?search=${number}+route:registered`)
  const ticketId = Number(/\/tickets\/(\d+)/.exec(queue)?.[1])
  demand(Number.isInteger(ticketId), 'Mei’s case is not in the queue.')
  await ana.send(`/tickets/${ticketId}`, { intent: 'take' })
  const [ticket] = await world.database.sql<{ version: number }[]>`select version from tickets where id = ${ticketId}`
  await ana.send(`/tickets/${ticketId}`, {
    intent: 'decide',
    typed: cast.mei.number.slice(-4),
    verb: 'approve',
    version: String(ticket?.version),
    reason: '',
    afterwards: 'next',
  })
  const letter = await world.sink.waitFor(({ to, text }) => to === registeredEmail && /\/reset\//.test(text), 20_000)
  const link = /https?:\/\/\S+\/reset\/[\w-]+/.exec(letter.text)?.[0] ?? ''
  demand(link.startsWith(world.origin), 'The link does not lead to the desk.')
  const linkPath = new URL(link).pathname

  demand(await signsIn(world, castPasswords.mei), 'The old password did not work before the reset.')
  const mei = new Visitor(world.origin)
  await mei.fill(linkPath, { password: newPassword, again: newPassword })
  demand(await signsIn(world, newPassword), 'The new password does not sign in.')
  demand(!(await signsIn(world, castPasswords.mei)), 'The old password still signs in.')
  demand(!/<input[^>]+type="password"/.test(await mei.read(linkPath)), 'The link works twice.')
  const audit = await verifyAudit(world.database.db)
  demand(audit.ok, 'The audit does not verify.')
}

async function signsIn(world: DemoWorld, password: string): Promise<boolean> {
  const visitor = new Visitor(world.origin)
  await visitor.fill('/account/sign-in', { number: cast.mei.number, password })
  return (await visitor.read('/account')).includes(cast.mei.number)
}

/** Every mail that arrived has been kept, and every kept mail has an outcome. */
export async function waitForIntake({ database, mails }: DemoWorld): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    const [state] = await database.sql<{ kept: number; waiting: number }[]>`
      select count(*)::int as kept, count(*) filter (where state = 'received' and not_before is null)::int as waiting from raw_mails`
    if (state && state.kept >= mails && state.waiting === 0) return
    await rest(100)
  }
  throw new Error('The mails were not taken in within a minute.')
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}
