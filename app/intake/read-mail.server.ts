import { classify } from '#app/claims/classify.ts'
import { extractClaims } from '#app/claims/extract.ts'
import { judgeMail } from '#app/mail/judge-mail.ts'
import type { ParsedMail } from '#app/mail/parsed-mail.ts'
import type { Resolver } from '#app/mail/resolver.server.ts'
import { verifySender } from '#app/mail/verify-sender.server.ts'
import type { MailReading, Step } from './mail-reading.ts'

/** What reading a mail needs from outside. */
export type Reader = {
  parse: (bytes: Uint8Array) => Promise<ParsedMail>
  resolver: Resolver
  deskAddress: string
  messageIdKey: Uint8Array
  authservId: string | null
  ownHosts: readonly string[]
  /** A clock for the trace only, in milliseconds. */
  clock: () => number
}

/** Names the step that a mail could not get past. */
export class StepError extends Error {
  constructor(
    readonly step: string,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/**
 * Reads one mail from its bytes: parse, sender, kind, claims. No database, so that `explain` and intake judge alike.
 *
 * @param seenSignatures marks of signatures that other mails brought before
 * @throws StepError with the step that failed
 */
export async function readMail(
  bytes: Uint8Array,
  arrivedAt: Date,
  reader: Reader,
  seenSignatures: ReadonlySet<string> = new Set(),
): Promise<MailReading> {
  const trace: Step[] = []
  const step = async <T>(name: string, run: () => T | Promise<T>, say: (result: T) => string): Promise<T> => {
    const began = reader.clock()
    try {
      const result = await run()
      trace.push({ step: name, outcome: say(result), ms: Math.round((reader.clock() - began) * 10) / 10 })
      return result
    } catch (error) {
      throw new StepError(name, error)
    }
  }
  const { resolver, deskAddress, messageIdKey, authservId, ownHosts } = reader

  const mail = await step('parse', () => reader.parse(bytes), saysParsed)
  const verdict = await step(
    'sender',
    () => verifySender(bytes, { resolver, authservId, ownHosts, arrivedAt, seenSignatures }),
    ({ malformed, dmarc, timedOut }) => (timedOut ? 'DNS timed out' : (malformed[0] ?? `DMARC ${dmarc.result}`)),
  )
  const judged = await step(
    'filters',
    () => judgeMail(mail, { deskAddress, messageIdKey }),
    ({ kind, reason }) => (kind ? `${kind}: ${reason}` : 'passed'),
  )
  const readable = { ...mail, senderAddress: verdict.address, deskAddress }
  const claims = await step(
    'claims',
    () => (judged.kind ? [] : extractClaims(readable)),
    (found) => `${found.length} found`,
  )
  const { category, reason } = judged.kind
    ? { category: judged.kind, reason: judged.reason }
    : await step(
        'kind',
        () => classify(readable, claims),
        (sorted) => `${sorted.category}: ${sorted.reason}`,
      )
  const { mayAutoReply, bounce } = judged
  return { mail, verdict, kind: category, kindReason: reason, mayAutoReply, bounce, claims, trace }
}

function saysParsed({ text, attachments }: ParsedMail): string {
  return `${text.length} characters, ${attachments.length} attachments`
}
