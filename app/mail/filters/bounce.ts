import { normalAddress } from '../address.ts'
import { isPermanent } from '../delivery-failure.ts'
import { type Delivery, readDeliveries } from '../delivery-status.ts'
import type { Finding, MailFilter } from '../filter.ts'
import { readFrom } from '../from-field.ts'
import { fieldValue, fieldValues } from '../header-fields.ts'
import type { ParsedMail } from '../parsed-mail.ts'

/**
 * A letter of ours that could not be delivered: the standard report (RFC 3464) and what mail systems send instead.
 * It marks a delivery, never an account: anybody can write one.
 */
export const bounce: MailFilter = {
  name: 'bounce',
  find(mail) {
    const deliveries = readDeliveries(mail.report?.status ?? '')
    const standard = /report-type\s*=\s*"?delivery-status/i.test(fieldValue(mail.headers, 'content-type') ?? '')
    if (deliveries.length > 0) return fromDeliveries(mail, deliveries)
    const failed = fieldValue(mail.headers, 'x-failed-recipients')
    if (!standard && failed === null && !looksLikeBounce(mail)) return null
    return found(mail, failed?.split(',')[0]?.trim() ?? recipientInText(mail), statusInText(mail.text))
  },
}

function fromDeliveries(mail: ParsedMail, deliveries: readonly Delivery[]): Finding {
  const failed =
    deliveries.find(({ action }) => action === 'failed') ?? deliveries.find(({ action }) => action !== 'delivered')
  if (!failed) return { kind: 'auto_reply', reason: 'a notice that a letter was delivered', bounce: null }
  const recipient = failed.recipient ?? fieldValue(mail.headers, 'x-failed-recipients') ?? recipientInText(mail)
  const status = bestStatus(failed, mail.text)
  const finding = found(mail, recipient, status, failed.diagnostic)
  if (failed.action !== 'delayed') return finding
  return {
    ...finding,
    reason: 'a notice that a letter is delayed',
    bounce: { ...(finding.bounce as NonNullable<Finding['bounce']>), hard: false },
  }
}

function found(mail: ParsedMail, recipient: string | null, status: string | null, diagnostic = ''): Finding {
  const address = recipient === null ? null : (normalAddress(recipient) ?? recipient.toLowerCase())
  const hard = isPermanent({ recipient: address, status, diagnostic, text: mail.text })
  const what = hard ? 'the address does not exist' : 'the letter was refused'
  return { kind: 'bounce', reason: `a delivery report: ${what}`, bounce: { recipient: address, status, hard } }
}

/** The refusing server's own code says more than the one that the reporting host made of it. */
function bestStatus({ status, diagnostic }: Delivery, text: string): string | null {
  return statusInText(diagnostic) ?? (status && !/^\d\.0\.0$/.test(status) ? status : (statusInText(text) ?? status))
}

function statusInText(text: string): string | null {
  return /(?:^|[\s(#<:-])([245]\.\d{1,3}\.\d{1,3})(?![.\d])/.exec(text)?.[1] ?? null
}

/** A machine's mailbox, whole or with a tag behind it: "mailer.mei" and "delivery.li" are people. */
const bounceSender =
  /^(?:e?mailer-daemon|mail-daemon|postmaster|post_master|mailer|mdaemon|mmdf|bounces?|maildeliverysystem|mail-delivery?|delivery|symantec)(?![.a-z])/

const bounceSubject =
  /undeliver|undelivered|returned mail|return(?:ed)? to sender|failure notice|delivery (?:status )?(?:notification|report|failure|failed|error|problem)|delivery has failed|mail delivery|mail(?: system)? error|mail failure|message could not be delivered|could ?n.t be delivered|not delivered|non[- ]?delivery|nondeliverable|undeliverable|failed delivery|delivery (?:was )?(?:delayed|unsuccessful)|message delivery|permanent (?:mail )?failure|unzustellbar|nicht zugestellt|rückläufer|n.o entreg|mailbox (?:full|unavailable)|warning: message .{0,200} delayed|退信|退回|投递失败|送達できません|недоставл|не доставлено|メールエラー|エラーメール|配信(?:エラー|不能|できません)/i

/** Both are needed of a mail without a report: a machine's name or subject, and words of a failed delivery. */
function looksLikeBounce(mail: ParsedMail): boolean {
  const from = readFrom(mail.headers)
  const sender = from.address ?? from.mentioned[0] ?? ''
  const returnPath = fieldValues(mail.headers, 'return-path')[0]?.trim()
  const machine =
    bounceSender.test(sender) ||
    /mail(?:er)?[- ]?(?:delivery|daemon)|mail system|postmaster|system administrator|internet mail/i.test(
      from.displayName,
    ) ||
    returnPath === '<>' ||
    fieldValue(mail.headers, 'x-mailer-daemon') !== null
  if (
    !machine &&
    !(bounceSubject.test(mail.subject) && from.address !== null && fieldValue(mail.headers, 'auto-submitted'))
  ) {
    // People write of mail that never came, too: only what a machine says word for word tells the two apart.
    if (!bounceSubject.test(mail.subject) || passedOn.test(mail.subject)) return false
    const text = mail.text.slice(0, 20_000)
    return fullReply.test(text) || ((mail.report?.returned ?? '') !== '' && failureWords.test(text))
  }
  return (
    failureWords.test(mail.text.slice(0, 20_000)) ||
    bounceSubject.test(mail.subject) ||
    smtpReply.test(mail.text.slice(0, 20_000))
  )
}

/** A person who answers or passes on a report. */
const passedOn = /^\s*(?:re|fwd?|aw|wg|tr|回复|答复|转发)\s*[:：]/i
/** A server's reply with its enhanced status (RFC 3463). */
const fullReply = /\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b/
const smtpReply = /\b[45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3}\b|\S{1,100} )/
const failureWords =
  /could ?n[o']t be delivered|unable to deliver|not (?:be )?(?:delivered|deliver)|delivery (?:to the following|failed|has failed|error)|undeliver|permanent(?: fatal)? error|fatal errors|user unknown|unknown user|mailbox (?:is )?full|returned to (?:the )?sender|did ?n[o']t reach|delivery temporarily suspended|failed (?:permanently|recipient)|nicht zugestellt|退信|无法送达|投递|送信できません|配信できません/i

/** The address a report names in its words: one that it sets apart, else one that the returned letter went to. */
function recipientInText(mail: ParsedMail): string | null {
  const text = mail.text.slice(0, 20_000)
  for (const place of places) {
    const address = place.exec(text)?.[1]
    if (address && !bounceSender.test(address.toLowerCase())) return address
  }
  const returned = /^(?:to|x-original-to|delivered-to):.{0,200}?([^\s<>,;:"]{1,64}@[^\s<>,;"]{1,200})/im.exec(
    mail.report?.returned ?? '',
  )?.[1]
  return returned ?? /^[> \t]{0,20}to:.{0,200}?([^\s<>,;:"]{1,64}@[^\s<>,;"]{1,200})/im.exec(text)?.[1] ?? null
}

const places: readonly RegExp[] = [
  /(?:final|original)-recipient:\s*(?:rfc822|utf-?8)?\s*;?\s*<?([^\s<>,;]{1,64}@[^\s<>,;]{1,200})/i,
  /rcpt to:\s*<([^\s<>]{1,64}@[^\s<>]{1,200})>/i,
  /^[ \t]{0,20}<([^\s<>]{1,64}@[^\s<>]{1,200})>[:\s]*/m,
  /(?:recipient|address|user|to|deliver(?:ed)? to)[^\n@<]{0,60}<([^\s<>]{1,64}@[^\s<>]{1,200})>/i,
  /^[ \t]{0,20}([^\s<>"'(),;:]{1,64}@[^\s<>"'(),;:]{1,200})[:\s]*$/m,
  /(?:recipient|address|user|deliver(?:ed)? to)[^\n@<]{0,60}?([^\s<>"'(),;:]{1,64}@[^\s<>"'(),;:]{1,200})/i,
]
