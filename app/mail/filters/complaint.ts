import type { MailFilter } from '../filter.ts'
import { fieldValue } from '../header-fields.ts'

/** A person's "this is spam" as his provider reports it (ARF, RFC 5965). */
export const complaint: MailFilter = {
  name: 'complaint',
  find(mail) {
    const type = fieldValue(mail.headers, 'content-type') ?? ''
    const feedback = mail.report?.feedback ?? ''
    // Some providers only give the letter back, under a subject of their own.
    const givenBack = (mail.report?.returned ?? '') !== '' && /^complaint about message from\b/i.test(mail.subject)
    const reported =
      givenBack || /report-type\s*=\s*"?feedback-report/i.test(type) || /^feedback-type\s*:/im.test(feedback)
    if (!reported) return null
    const kind = /^feedback-type\s*:\s*([\w-]{1,40})/im.exec(feedback)?.[1]?.toLowerCase() ?? 'abuse'
    return { kind: 'complaint', reason: `a provider reports "${kind}"`, bounce: null }
  },
}
