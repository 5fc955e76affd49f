import type { MailFilter } from '../filter.ts'
import { readFrom } from '../from-field.ts'
import { fieldValue } from '../header-fields.ts'
import type { ParsedMail } from '../parsed-mail.ts'

/** An answer by a machine: out of office, holiday replies, "we have received your mail". */
export const autoReply: MailFilter = {
  name: 'auto-reply',
  find(mail) {
    const sign = signs.find(({ shows }) => shows(mail))
    return sign ? { kind: 'auto_reply', reason: sign.reason, bounce: null } : null
  },
}

type Sign = { reason: string; shows: (mail: ParsedMail) => boolean }

const field = (mail: ParsedMail, name: string) => fieldValue(mail.headers, name)?.trim().toLowerCase() ?? null

/** Subjects that programs write, not people: the mark stands first and something follows it. */
const subjects =
  /^(?:re:\s*)?(?:automatic(?:ally generated)? repl(?:y|ies)|auto(?:matic)?[- ]?(?:reply|response|responder)|autoreply|out of (?:the )?office|vacation (?:reply|response)|自动回复|自動回覆|自动答复|自動回信|自动应答|automatische antwort|abwesenheit(?:snotiz)?|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord|resposta automática|автоответ)(?:\s*[:：\-–(]|\s*$)/i

const firstWords =
  /^[（(【[]?(?:这是来自.{1,12}邮箱的(?:假期)?自动(?:回复|答复)|(?:本|此|该)邮件(?:为|是|由)(?:系统|邮箱)?自动(?:回复|发送|发出|生成)|系统自动回复|this is an auto(?:matic|mated)(?:ally generated)? (?:reply|response)\b)/i

/** Each is enough by itself. */
const signs: readonly Sign[] = [
  {
    reason: 'Auto-Submitted says that a machine wrote it',
    // RFC 3834: anything but "no" was not sent by a person.
    shows: (mail) => !/^(?:no\b|$)/.test(field(mail, 'auto-submitted') ?? 'no'),
  },
  {
    reason: 'marked as an automatic reply',
    shows: (mail) => !/^(?:no|false)?$/.test(field(mail, 'x-autoreply') ?? 'no'),
  },
  {
    reason: 'marked as an automatic reply',
    shows: (mail) =>
      ['x-autorespond', 'x-auto-response', 'x-autoreply-from', 'x-mail-autoreply'].some((name) => field(mail, name)),
  },
  {
    reason: 'a QQ holiday reply',
    shows: (mail) => ['x-qq-auto-reply', 'x-qq-holidayreply'].some((name) => field(mail, name) === 'true'),
  },
  {
    reason: 'sent from an automatic return address',
    shows: (mail) =>
      /[+_]auto_?=|^<?auto(?:reply|responder)@/.test(field(mail, 'sender') ?? '') ||
      /\+auto_=/.test(field(mail, 'return-path') ?? ''),
  },
  { reason: 'an Exchange rule answered', shows: (mail) => field(mail, 'x-ms-exchange-inbox-rules-loop') !== null },
  {
    reason: 'Exchange generated it',
    shows: (mail) => field(mail, 'x-ms-exchange-generated-message-source') !== null,
  },
  { reason: 'precedence auto_reply', shows: (mail) => /^auto[_-]?reply/.test(field(mail, 'precedence') ?? '') },
  { reason: 'the subject of an automatic reply', shows: (mail) => subjects.test(mail.subject.trim()) },
  {
    reason: 'its first words say that it is an automatic reply',
    // QQ and NetEase let some go without any mark.
    shows: (mail) => firstWords.test(mail.text.slice(0, 200).trimStart()),
  },
  {
    reason: 'a delivery receipt',
    shows: (mail) => /report-type\s*=\s*"?disposition-notification/.test(field(mail, 'content-type') ?? ''),
  },
  {
    reason: 'a notice of a mail system',
    shows: (mail) => /^mailer-daemon@/.test(readFrom(mail.headers).address ?? ''),
  },
]
