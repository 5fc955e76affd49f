import { readComplaint } from '../feedback-report.ts'
import type { MailFilter } from '../filter.ts'
import { fieldValue } from '../header-fields.ts'

/** A person's "this is spam" as his provider reports it (ARF, RFC 5965). */
export const complaint: MailFilter = {
  name: 'complaint',
  find(mail) {
    const type = fieldValue(mail.headers, 'content-type') ?? ''
    const { feedback = '', returned = '' } = mail.report ?? {}
    // Some providers only give the letter back, under a subject of their own.
    const givenBack = returned !== '' && /^complaint about message from\b/i.test(mail.subject)
    const reported =
      givenBack || /report-type\s*=\s*"?feedback-report/i.test(type) || /^feedback-type\s*:/im.test(feedback)
    if (!reported) return null
    const complaint = readComplaint(feedback, returned)
    const praise = praises[complaint.feedbackType]
    if (praise) return { kind: 'auto_reply', reason: praise, bounce: null }
    return { kind: 'complaint', reason: `a provider reports "${complaint.feedbackType}"`, bounce: null, complaint }
  },
}

/** Reports that nobody complains in. */
const praises: Readonly<Record<string, string>> = {
  'not-spam': 'a provider reports that a letter was no spam after all',
  'auth-failure': 'a provider reports on signatures',
  dmarc: 'a provider reports on signatures',
}
