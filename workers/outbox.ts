import { Logger as JobLogger, run } from 'graphile-worker'
import { openDb } from '#app/db/db.server.ts'
import { decisionKeys } from '#app/decisions/decision-keys.server.ts'
import { endHold } from '#app/decisions/end-hold.server.ts'
import { sendQuestionsTask } from '#app/decisions/questions.ts'
import { sendQuestions } from '#app/decisions/send-questions.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import { takeInForm } from '#app/intake/take-in-form.server.ts'
import { askAgain, sendLetterTask } from '#app/outbox/outbox.server.ts'
import { type Sending, sendLetter } from '#app/outbox/send-letter.server.ts'
import { openTransport } from '#app/outbox/smtp.server.ts'
import { endHoldTask } from '#app/resets/approval.ts'
import { startClock } from '#app/resets/reset.server.ts'
import { takeInFormTask } from '#app/self-service/evidence-form.server.ts'
import { repeat } from './loop.ts'
import { runProcess } from './process.ts'

/** How often letters are looked for whose job was lost with its worker, in milliseconds. */
const sweepMs = 30_000

await runProcess('outbox', async (signal, log, env) => {
  const url = env.databaseWorkerUrl ?? env.databaseUrl
  if (!url) throw new Error('DATABASE_URL is not set; `npm run dev` and `npm run demo` start a database of their own.')
  const { db, close } = openDb(url, 'latchkey_worker', 4)
  const transport = openTransport(env, { name: new URL(env.origin).hostname })
  const sending: Sending = {
    db,
    transport,
    startClock,
    deskAddress: env.deskAddress,
    deskName: env.deskName,
    origin: env.origin,
    resetTokenKey: env.keys.resetToken,
    contestLinkKey: env.keys.contestLink,
    formCodeKey: env.keys.formCode,
  }

  const runner = await run({
    connectionString: asWorker(url),
    concurrency: 2,
    // Notified by the database; the poll is for what was due later.
    pollInterval: 1000,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new JobLogger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ from: 'jobs' }, message.slice(0, 200))
    }),
    taskList: {
      [sendLetterTask]: async (payload) => {
        const { letterId } = payload as { letterId: number }
        const outcome = await sendLetter(sending, { letterId, now: new Date() })
        log.info({ letterId, outcome }, 'letter')
      },
      [sendQuestionsTask]: async (payload) => {
        const { ticketId } = payload as { ticketId: number }
        const outcome = await sendQuestions(db, { ticketId, now: new Date(), keys: decisionKeys(env) })
        log.info({ ticketId, outcome }, 'questions')
      },
      [endHoldTask]: async (payload) => {
        const { approvalId } = payload as { approvalId: number }
        const outcome = await endHold(db, { approvalId, now: new Date(), keys: decisionKeys(env) })
        log.info({ approvalId, outcome }, 'hold')
      },
      [takeInFormTask]: async (payload) => {
        const { formId } = payload as { formId: number }
        const now = new Date()
        const policy = await readActivePolicy(db, now)
        const ticketId = await takeInForm(db, { formId, policy, deskAddress: env.deskAddress, now })
        log.info({ formId, ticketId }, 'form')
      },
    },
  })
  try {
    await Promise.race([
      repeat(() => askAgain(db, new Date()).then(() => false), {
        restMs: sweepMs,
        signal,
        onError: (error) => log.error({ err: error }, 'sweep failed'),
      }),
      // A runner that ends unasked takes the process with it, so that it is started anew.
      runner.promise.then(() => {
        if (!signal.aborted) throw new Error('The job runner ended.')
      }),
    ])
  } finally {
    await runner.stop().catch(() => {})
    transport.close()
    await close()
  }
})

function asWorker(url: string): string {
  const changed = new URL(url)
  changed.searchParams.set('options', '-c role=latchkey_worker')
  return changed.href
}
