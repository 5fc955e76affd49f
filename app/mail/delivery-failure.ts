/** What a report says of one refusal. */
export type Refusal = {
  /** Whom the letter did not reach; null where the report does not say. */
  recipient: string | null
  status: string | null
  /** The refusing server's own words; empty where the report has none apart. */
  diagnostic: string
  /** The whole text of the report. */
  text: string
}

/**
 * Whether a refusal means that the address will never take a letter: it does not exist, has moved, or its host takes no
 * mail. A full box, a policy, a block list, a filter and a time-out pass, whatever number they come with.
 */
export function isPermanent({ recipient, status: reported, text, ...refusal }: Refusal): boolean {
  const diagnostic = refusal.diagnostic.slice(0, 4000)
  // The refusing server's own code counts before the one that the reporting host made of it.
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(diagnostic)?.[0] ?? reported
  if (status?.startsWith('4') && !lastingStatus.test(status)) return false
  const report = withoutReturned(text)
  if (ofAu.test(recipient ?? '') && unnamed.test(`${diagnostic}\n${report}`)) return false
  if (refusedSender.test(diagnostic) || refusedSender.test(report)) return false
  if (failedProgram.test(diagnostic)) return false
  // Who takes the recipient and then refuses the content has a filter, whatever he says.
  const recipientTaken = refusedContent.test(diagnostic) || refusedContent.test(report)
  if (recipientTaken && !answeredLate.test(report)) return lastingStatus.test(status ?? '')
  const own = recipient === null ? '' : linesAbout(recipient, report)
  return (
    firstWord(diagnostic, status) ??
    firstWord(own, status) ??
    firstWord(report, status) ??
    lastingStatus.test(status ?? '')
  )
}

/** RFC 3463: bad mailbox, bad system, moved; RFC 7505: the domain takes no mail. */
const lastingStatus = /^[45]\.(?:1\.(?:1|2|6|10)|4\.4)$/

/** au (KDDI) names whom it does not know; without a name, "user unknown" means that a filter of the customer's own refused. */
const ofAu = /@(?:[\w-]{1,63}\.)?(?:ezweb\.ne\.jp|au\.com)$/i
const unnamed = /\b550:? {1,3}: user unknown/i

/** The program that puts letters into boxes failed: the reporting host's own trouble, whatever code it gives it. */
const failedProgram = /^x-unix;.{0,200}(?:couldn't create|can't create|permission denied|cannot open|no space)/i

/**
 * The answer that stands behind DATA was to the recipient: the sender did not wait for it (RFC 2920), and so DATA was
 * refused for want of recipients; or the provider looks the recipient up only then, and says so.
 */
const answeredLate = /<<< 5\d\d .{0,40}no valid recipients|this user doesn'?t have an? \S{1,80} account/i

/** Who refuses the sender has said nothing of the recipient. */
const refusedSender = /(?:in reply to|after|response to)\s{1,8}mail from/i

const refusedContent =
  /in reply to\s{1,8}(?:end\s{1,8}of\s{1,8})?data|after\s{1,8}(?:end of )?data|smtp command\s{1,3}data|>>> data\s{1,5}(?:<<<[^\n]{0,200}\n\s{0,5})?<<< 5|after sending the (?:message )?data|did not like our (?:data|message)/i

/** The first line that speaks of a lasting or a passing reason decides; null where none does. */
function firstWord(words: string, status: string | null): boolean | null {
  for (const line of words.split('\n')) {
    const lasts = lasting.test(line)
    const passes = passing.test(line)
    if (lasts && passes) return lastingStatus.test(status ?? '')
    if (lasts || passes) return lasts
  }
  return null
}

/** The lines that name an address: one report may tell of several letters, each with a reason of its own. */
function linesAbout(address: string, report: string): string {
  const named = address.toLowerCase()
  return report
    .split('\n')
    .filter((line) => line.toLowerCase().includes(named))
    .join('\n')
}

/** A report says in its first lines what is wrong. */
const maxReportLength = 20_000

/** The report without the letter that it gives back. */
function withoutReturned(text: string): string {
  const beginning = text.slice(0, maxReportLength)
  return beginning.slice(0, returnedBegins.exec(beginning)?.index ?? beginning.length)
}

const returnedBegins =
  /below this line is a copy|this is a copy of the message|-{3,40} ?(?:original|unsent|returned|undelivered|the (?:header|body) of the (?:original )?message|message header|unsent message)|\*{3,40} original|^original message:|^message headers? follow|^received: from/im

const lasting =
  /user unknown|unknown (?:user|recipient|local|address|mailbox)|no such (?:user|recipient|mailbox|address|person|account|domain|host|name|local)|(?:user|recipient|address|mailbox|account|alias|email|name)(?: \S{1,80}){0,4} (?:does ?n[o']t|not|could ?n.t be|is not) (?:exist|found|known|listed|recognized|be found)|do(?:es)?(?: not|n.t) (?:exist|have an? .{1,40} account)|adresse (?:du )?destinataire (?:invalide|inconnue)|not a valid (?:user|recipient|mailbox|address)|invalid (?:recipient|mailbox|user|address)|no valid recipient|(?:user|recipient|mailbox|account|host|domain)(?: name)? (?:is )?(?:unknown|not found|not known|invalid)|recipient(?: address)? rejected: (?:user|undeliverable|access denied)|check (?:if|that|whether) (?:the |this )?(?:e-?mail )?address is correct|not our customer|no mailbox here|mailbox unavailable|unrouteable|unroutable|host or domain name not found|host unknown|unknown host|name or service not known|domain (?:is )?not (?:found|reachable)|can'?t find any host|couldn'?t find any host|address not found|no mx record|no longer (?:at|with|works|valid|in use|available)|has moved|does not accept (?:mail|e-?mail)|null ?mx|bad destination|no account by that name|unknown address|address unknown|not listed in|nonexistent|non-existent|用户不存在|不存在|宛先不明|見つかりません|リストにありません|empfänger unbekannt/i

const passing =
  /mailbox (?:is )?full|\bquota\b|exceeded (?:storage|the)|insufficient (?:system )?storage|not enough|too (?:large|big|many|fast|long)|exceeds? |rate limit|\bspam\b|junk mail|blocked|black ?list|block ?list|(?<!recipient address rejected: access )denied|\bpolicy\b|reputation|\bdmarc\b|\bspf\b|\bdkim\b|\bvirus\b|content (?:rejected|filter)|greylist|timed? ?out|connection (?:refused|timed|reset)|temporar|try again later|try later|deferred|suspended|disabled|inactive|relaying|unable to relay|open relay|authentication|permission|not authori[sz]ed|unauthori[sz]ed|restricted|mail loop|loops? back|too many hops|expired|over the limit|on hold|sender address rejected|(?:domain of )?sender (?:address|domain)|\bptr\b|reverse dns|procmail|message length|spamhaus|spamcop|\brbl\b|dnsbl/i
