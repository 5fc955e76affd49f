/** Lines longer than this are prose, never a separator, an attribution or a header. */
const maxMarkLength = 400

/** A line of nothing but dashes or underscores, as clients draw it above what they quote. */
export function isRule(line: string): boolean {
  return /^\s{0,10}[-_]{5,200}\s{0,10}$/.test(line)
}

/** "----- Original Message -----" and its cousins: dashes, words of forwarding or answering, dashes. */
export function isSeparator(line: string): boolean {
  const text = line.trim()
  if (text.length > 120 || !/^[-_=*\u2014\u2500]{2,}/.test(text) || !/[-_=*\u2014\u2500]{2,}$/.test(text)) return false
  return separatorWords.test(text) || wrote.test(text.replace(/[-_=*\u2014\u2500\s]+$/, ''))
}

const separatorWords =
  /message|nachricht|meddelelse|meddelande|melding|mensaje|mensagem|messaggio|bericht|wiadomo|сообщение|原始邮件|原始郵件|原邮件|转发邮件|轉寄|转发的邮件|邮件原件|回复的原邮件|forwarded|original|元のメッセージ|원본/i

/** Words that close an attribution line, in the languages whose clients we know. */
const wrote =
  /(?:wrote|writes|sent|schrieb|schreef|geschreven|a écrit|a ecrit|escribi[óo]|escreveu|ha scritto|scritto|skrev|napisa[łl](?:\(a\))?|pisze|kirjoitti|написал(?:\(а\))?|пишет|đã viết|写道|寫道|写到|来信说|のメッセージ|작성)\s*[:：]?$/i

/** Germanic languages put the verb before the name. */
const wroteBeforeName = /\s(?:schrieb|schreef|skrev|wrote|heeft)\s[^:]{1,120}:$/i

/** How an attribution line begins. */
const opens = /^[-\s*>]*(?:on|at|le|el|il|em|am|op|den|på|pa|w dniu|dnia|vào|在|于|於|sent from|\d)/i

/** What no attribution is without: a date, a time or an address. */
const dated = /\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d|[^\s@]@[^\s@]|(?:19|20)\d\d年/

/** How many lines (of those given) an attribution takes that begins on the first: "On ..., Mei wrote:"; 0 for none. */
export function attributionEnd(lines: readonly string[]): number {
  const first = (lines[0] ?? '').trim()
  if (!opens.test(first) && !/^["'“]?[^:]{1,80}<[^<>\s]+@/.test(first)) return 0
  let joined = ''
  for (let count = 0; count < Math.min(lines.length, 4); count += 1) {
    const line = (lines[count] ?? '').trim()
    if (count > 0 && (line === '' || line.startsWith('>'))) return 0
    joined = count === 0 ? line : `${joined} ${line}`
    if (joined.length > maxMarkLength) return 0
    const closed = joined.replace(/[-\s*]+$/, '')
    const marked = /[:：\-*]$/.test(joined) && dated.test(joined)
    if (marked && (wrote.test(closed) || wroteBeforeName.test(closed) || headedByDate(closed))) return count + 1
  }
  return 0
}

/** Whether words end as an attribution does: "... wrote:". */
export function closesAttribution(words: string): boolean {
  const end = words.trim().slice(-maxMarkLength)
  return /[:：]$/.test(end) && (wrote.test(end) || wroteBeforeName.test(end))
}

/** "18.03.2020, 14:00, "Mei" <mei@example.com>:" is an attribution without a verb. */
function headedByDate(text: string): boolean {
  return /^\d.{5,120}<[^<>\s]+@[^<>\s]+>\s*[:：]$/.test(text)
}

/** Where a line of the person's ends and an attribution on the same line begins; 0 where there is none. */
export function splitAttribution(line: string): number {
  if (line.length > maxMarkLength) return 0
  const match = /(?:^|[\s-])(-*\s?On\s(?:\w{3},?\s)?\w{1,9}\.?\s\d.{4,200}wrote:)\s*$/.exec(line)
  return match ? match.index : 0
}

/** Header names as clients write them above a quoted mail, by what they are. */
const labels: ReadonlyArray<readonly [kind: string, names: RegExp]> = [
  ['from', /^(?:from|von|de|da|van|från|fra|od|от|发件人|寄件者|寄件人|发信人|差出人|보낸 사람)$/],
  [
    'date',
    /^(?:sent|date|gesendet|datum|envoyé|enviado|enviado el|fecha|data|inviato|verzonden|skickat|sendt|dato|wysłano|发送时间|发送日期|發送時間|日期|寄件日期|时间|送信日時|날짜)$/,
  ],
  ['to', /^(?:to|an|à|a|para|aan|till|til|do|收件人|收信人|宛先|받는 사람)$/],
  ['cc', /^(?:cc|kopie|copie à|抄送|副本)$/],
  [
    'subject',
    /^(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|temat|主题|主旨|主題|标题|件名|제목)$/,
  ],
]

/** From and date on one line, as a client's HTML runs them together: history only below a rule. */
export function isHeaderLine(line: string): boolean {
  if (line.length > maxMarkLength || headerKind(line) !== 'from') return false
  const [, after = ''] = /[^\s@]@[^\s@]+\s(.+)$/.exec(line) ?? []
  return headerKind(after) === 'date'
}

/**
 * How many lines a block of headers takes that begins on the first line, as Outlook and Foxmail put it above a quoted
 * mail; 0 for none. One line like "发件人写错了" or "Date: Wednesday" is the person's own.
 */
export function headerBlockEnd(lines: readonly string[]): number {
  const seen = new Set<string>()
  let addressed = false
  let count = 0
  for (const line of lines) {
    const kind = headerKind(line)
    if (line.trim() === '') {
      // Headers that were paragraphs of HTML stand apart.
      const goesOn = count > 0 && headerKind(lines[count + 1] ?? '') !== null
      if (!goesOn) break
      count += 1
      continue
    }
    if (kind === null) {
      // A header may go on for a line or two; the first line must be one.
      if (count === 0 || (!/^\s/.test(line) && !line.includes('@'))) break
    } else {
      if (seen.has(kind)) break
      seen.add(kind)
    }
    if (/[^\s@]@[^\s@]/.test(line)) addressed = true
    count += 1
  }
  const [first] = seen
  if (first !== 'from' && first !== 'date') return 0
  return seen.size >= 3 || (seen.size === 2 && addressed && (seen.has('from') ? seen.has('date') : seen.has('to')))
    ? count
    : 0
}

function headerKind(line: string): string | null {
  if (line.length > maxMarkLength) return null
  const match = /^[\s>*]*([^:：*]{1,20}?)\s*\*?\s*[:：]/.exec(line)
  const name = (match?.[1] ?? '').trim().toLowerCase()
  return labels.find(([, names]) => names.test(name))?.[0] ?? null
}
