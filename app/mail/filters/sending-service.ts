import { normalAddress } from '../address.ts'
import { isPermanent } from '../delivery-failure.ts'
import type { MailFilter } from '../filter.ts'

/** A sending service tells of bounces and complaints in JSON instead of a report (Amazon SES). */
export const sendingService: MailFilter = {
  name: 'sending service',
  find({ text }) {
    const kind = /"(?:notificationType|eventType)"\s*:\s*"(Bounce|Complaint|Delivery)"/.exec(text)?.[1]
    if (kind === undefined) return null
    if (kind === 'Complaint')
      return { kind: 'complaint', reason: 'the sending service reports a complaint', bounce: null }
    if (kind === 'Delivery') {
      return { kind: 'auto_reply', reason: 'the sending service reports a delivery', bounce: null }
    }
    const value = (name: string) => new RegExp(`"${name}"\\s*:\\s*"([^"]{1,300})"`).exec(text)?.[1] ?? null
    const status = /\d\.\d{1,3}\.\d{1,3}/.exec(value('status') ?? '')?.[0] ?? null
    const recipient = normalAddress(value('emailAddress') ?? '')
    const hard = isPermanent({ recipient, status, diagnostic: value('diagnosticCode') ?? '', text: '' })
    return { kind: 'bounce', reason: 'the sending service reports a bounce', bounce: { recipient, status, hard } }
  },
}
