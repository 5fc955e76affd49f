import type { MailFilter } from '../filter.ts'
import { fieldValue } from '../header-fields.ts'

/** A mailing list or a mass mailing: it has readers, no writer who waits for an answer. */
export const mailingList: MailFilter = {
  name: 'mailing list',
  find({ headers }) {
    const found = (reason: string) => ({ kind: 'list' as const, reason, bounce: null })
    if (fieldValue(headers, 'list-id')) return found('it carries List-Id')
    if (fieldValue(headers, 'list-post')) return found('it carries List-Post')
    if (fieldValue(headers, 'list-unsubscribe')) return found('it carries List-Unsubscribe')
    if (fieldValue(headers, 'x-mailing-list')) return found('a list program sent it')
    const precedence = fieldValue(headers, 'precedence')?.trim().toLowerCase() ?? ''
    return /^(?:bulk|list|junk)\b/.test(precedence) ? found(`precedence ${precedence.slice(0, 10)}`) : null
  },
}
