import type { SenderVerdict } from '#app/mail/sender.ts'
import type { MailReading } from './mail-reading.ts'
import type { TakenMail } from './taken-mail.ts'

/** After so many, some nine hours, a mail no longer waits for the DNS: its writer must not be shut out by a broken zone. */
const mostDnsTries = 12

/**
 * What is read of a mail at this try. At the last one it is judged with what the DNS did answer, as every other mail is:
 * what stays unanswered proves nothing, neither for the sender nor against him.
 */
export function readAtTry({ attempts }: Pick<TakenMail, 'attempts'>, reading: MailReading): MailReading {
  if (!reading.verdict.timedOut || attempts < mostDnsTries) return reading
  const outcome = 'the DNS did not answer: what it left open proves nothing'
  return {
    ...reading,
    verdict: judgeUnanswered(reading.verdict),
    trace: [...reading.trace, { step: 'sender', outcome, ms: 0 }],
  }
}

/**
 * A verdict that waits for no answer any more. A DMARC record that could not be asked for stays unknown, which no level
 * that is proved grows from; DMARC does not fail for the want of the key of the signature that stands for the sender.
 */
export function judgeUnanswered(verdict: SenderVerdict): SenderVerdict {
  const { dmarc, dkim } = verdict
  const keyUnknown = dkim.some(({ aligned, result }) => aligned && result === 'temperror')
  const unknown = dmarc.result === 'fail' && keyUnknown
  return { ...verdict, timedOut: false, dmarc: unknown ? { result: 'temperror', policy: null, by: null } : dmarc }
}
