/** What programs put before the subject that is answered or forwarded, in the languages that write to us most. */
const prefix =
  /^(?:re|aw|sv|antw|vs|ref|rif|fwd?|wg|tr|rv|enc|回复|答复|回覆|答覆|转发|轉寄|轉發)(?:\[\d{1,3}\])?\s?[:：]\s*/i

/** More of them is nobody's answer. */
const mostPrefixes = 20

/**
 * Whether a later mail of a case speaks under another subject than its first: an agent should see that, and never find
 * it swallowed. An answer to a letter of ours names the case, and is no other subject.
 */
export function isOtherSubject(first: string, later: string, ticketId: number | null): boolean {
  const answersLetter = ticketId !== null && later.includes(`[#${ticketId}]`)
  return !answersLetter && bare(first) !== bare(later)
}

function bare(subject: string): string {
  let rest = subject.trim()
  for (let stripped = 0; stripped < mostPrefixes && prefix.test(rest); stripped += 1) rest = rest.replace(prefix, '')
  return rest.replace(/\s+/g, ' ').toLowerCase()
}
