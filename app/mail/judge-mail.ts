import type { Complaint } from './feedback-report.ts'
import type { Desk, MailFilter } from './filter.ts'
import { filters } from './filters/index.ts'
import { readFrom } from './from-field.ts'
import type { Bounce, MailKind } from './mail-kind.ts'
import type { ParsedMail } from './parsed-mail.ts'

/** `kind` null: a person wrote it, and its text says what it is about. */
export type MailJudgement = {
  kind: MailKind | null
  reason: string
  mayAutoReply: boolean
  bounce: Bounce | null
  complaint?: Complaint
  /** Which filter decided; absent where none did. */
  filter?: MailFilter['name']
}

/** Says whether a machine wrote a mail, and whether it may be answered by one. */
export function judgeMail(mail: ParsedMail, desk: Desk): MailJudgement {
  for (const filter of filters) {
    const finding = filter.find(mail, desk)
    if (finding) return { ...finding, filter: filter.name, mayAutoReply: false }
  }
  const { address } = readFrom(mail.headers)
  if (address === null) {
    return { kind: null, reason: 'no one address to answer', mayAutoReply: false, bounce: null }
  }
  if (readsNothing(address)) {
    return { kind: null, reason: `${address} reads no answers`, mayAutoReply: false, bounce: null }
  }
  return { kind: null, reason: 'written by a person', mayAutoReply: true, bounce: null }
}

/** A box that nobody reads, or that a machine answers from. */
function readsNothing(address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'))
  return (
    /^(?:mailer-daemon|postmaster|listserv|majordomo|daemon|bounces?|nobody|root|www-data)(?:$|[+_-])/.test(local) ||
    /(?:^|[._+-])(?:no|do-?not|dont|never)[._-]?reply(?:$|[._+-])/.test(local) ||
    /(?:^|[._+-])(?:noreply|donotreply|bounces?|owner|request)$/.test(local)
  )
}
