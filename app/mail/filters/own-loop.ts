import { normalAddress } from '../address.ts'
import type { MailFilter } from '../filter.ts'
import { readFrom } from '../from-field.ts'
import { fieldValue } from '../header-fields.ts'
import { readMessageId } from '../message-id.ts'

/** The header that every letter of ours carries. */
export const loopField = 'x-latchkey-letter'

/** Our own letter come back to us: by its signed Message-ID, its mark, or our address as sender. */
export const ownLoop: MailFilter = {
  name: 'own loop',
  find(mail, { deskAddress, messageIdKey }) {
    const found = (reason: string) => ({ kind: 'own_loop' as const, reason, bounce: null })
    if (mail.messageId && readMessageId(mail.messageId, messageIdKey)) return found('its Message-ID is one of ours')
    const mark = fieldValue(mail.headers, loopField)
    if (mark && readMessageId(mark, messageIdKey)) return found('it carries the mark of our letters')
    if (readFrom(mail.headers).address === normalAddress(deskAddress)) return found('it comes from our own address')
    return null
  },
}
