import { parentPort, workerData } from 'node:worker_threads'
import { parseMail } from '#app/mail/parse.server.ts'
import { recordedResolver } from '#app/mail/resolver.server.ts'
import type { DnsAnswer } from '#app/mail/sender.ts'
import type { MailReading } from './mail-reading.ts'
import { type Reader, readMail, StepError } from './read-mail.server.ts'
import type { TakenMail } from './taken-mail.ts'

/** What of a reader is the same for every mail. */
export type ReaderSettings = Omit<Reader, 'parse' | 'resolver' | 'clock' | 'dnsBudgetMs'>

/** A mail to read, with the answers of the DNS that are known so far: a thread asks nobody and waits for nothing. */
export type Order = {
  mail: Pick<TakenMail, 'bytes' | 'arrivedAt'>
  seenSignatures: readonly string[]
  answers: readonly DnsAnswer[]
  /** What has no answer by now gets none. */
  last: boolean
}

/** Answers are at hand here: a slow machine must not look like a slow DNS. The time to ask is limited where it is asked. */
const dnsBudgetMs = 3_600_000

/** A question that no answer was given for. */
export type Question = Pick<DnsAnswer, 'name' | 'type'>

export type Reply = { reading: MailReading } | { unanswered: Question[] } | { failedStep: string; message: string }

let before: Promise<unknown> = Promise.resolve()

parentPort?.on('message', (order: Order) => {
  // One after the other, so that whoever watches the time knows which mail takes it.
  before = before.then(async () => parentPort?.postMessage(await answer(order)))
})
parentPort?.postMessage('ready')

async function answer({ mail, seenSignatures, answers, last }: Order): Promise<Reply> {
  const unanswered: Question[] = []
  const resolver = recordedResolver(answers, (name, type) => unanswered.push({ name, type: type as Question['type'] }))
  const clock = () => performance.now()
  const reader = { ...(workerData as ReaderSettings), parse: parseMail, resolver, clock, dnsBudgetMs }
  try {
    const reading = await readMail(mail.bytes, mail.arrivedAt, reader, new Set(seenSignatures))
    return unanswered.length > 0 && !last ? { unanswered } : { reading }
  } catch (error) {
    const failedStep = error instanceof StepError ? error.step : 'read'
    return { failedStep, message: error instanceof Error ? error.message : String(error) }
  }
}
