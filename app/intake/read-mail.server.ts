import { classify } from '#app/claims/classify.ts'
import { findDifficulty } from '#app/claims/difficult.ts'
import { extractClaims } from '#app/claims/extract.ts'
import { sightingsOf } from '#app/mail/campaign.ts'
import { maxReadBytes } from '#app/mail/filters/oversized.ts'
import { headerBytes } from '#app/mail/header-fields.ts'
import { judgeMail } from '#app/mail/judge-mail.ts'
import type { ParsedMail } from '#app/mail/parsed-mail.ts'
import type { Resolver } from '#app/mail/resolver.server.ts'
import { verifySender } from '#app/mail/verify-sender.server.ts'
import type { MailReading, Step } from './mail-reading.ts'
import { storedWords } from './stored-words.ts'

/** What reading a mail needs from outside. */
export type Reader = {
  parse: (bytes: Uint8Array) => Promise<ParsedMail>
  resolver: Resolver
  deskAddress: string
  messageIdKey: Uint8Array
  authservId: string | null
  ownHosts: readonly string[]
  /** Domains of forwarders whose ARC seals are believed. */
  trustedSealers?: readonly string[]
  /** What all DNS questions of one mail together may take, in milliseconds. */
  dnsBudgetMs?: number
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
  const { resolver, deskAddress, messageIdKey, authservId, ownHosts, trustedSealers = [] } = reader

  const whole = bytes.length <= maxReadBytes
  const read = whole ? bytes : headerBytes(bytes)
  const mail = await step(
    'parse',
    async () => ({ ...(await reader.parse(read)), ...(!whole && { unreadBytes: bytes.length }) }),
    saysParsed,
  )
  const verdict = await step(
    'sender',
    () =>
      verifySender(read, {
        resolver,
        authservId,
        ownHosts,
        trustedSealers,
        arrivedAt,
        seenSignatures,
        bodyUnread: !whole,
        ...(reader.dnsBudgetMs !== undefined && { dnsBudgetMs: reader.dnsBudgetMs }),
      }),
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
  const { mayAutoReply, bounce, complaint = null, filter } = judged
  const steps = trace.map((one) => (one.step === 'filters' && filter ? { ...one, filter } : one))
  const sightings = judged.kind ? [] : sightingsOf(mail, verdict, ownHosts)
  // Spam is read for claims when an agent takes it for a person's, like all that is set aside.
  const kept = category === 'spam' ? [] : claims
  return {
    mail,
    verdict,
    kind: category,
    kindReason: reason,
    mayAutoReply,
    bounce,
    complaint,
    claims: kept,
    difficulty: findDifficulty(mail),
    stored: storedWords({ mail, verdict, claims: kept, arrivedAt }),
    sightings,
    trace: steps,
  }
}

function saysParsed({ text, attachments, unreadBytes }: ParsedMail): string {
  if (unreadBytes !== undefined) return 'the header only'
  return `${text.length} characters, ${attachments.length} attachments`
}
