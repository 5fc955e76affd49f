import { normalAddress } from './address.ts'

/** A complaint about a letter (ARF, RFC 5965): what kind, and about which letter. It marks that letter and nothing else. */
export type Complaint = {
  /** abuse, fraud, virus, other, not-spam, opt-out, auth-failure ... as the report says, in lower case. */
  feedbackType: string
  recipient: string | null
  /** Of the letter that is complained about. */
  messageId: string | null
}

/**
 * @param feedback the message/feedback-report part, empty where there is none
 * @param returned the beginning of the letter that it gives back, headers first
 */
export function readComplaint(feedback: string, returned: string): Complaint {
  const reported = fieldsOf(feedback)
  const letter = fieldsOf(returned)
  const recipient =
    reported.get('original-rcpt-to') ??
    reported.get('removal-recipient') ??
    letter.get('x-hmxmroriginalrecipient') ??
    letter.get('to')
  return {
    feedbackType: /^[\w-]{1,40}/.exec(reported.get('feedback-type') ?? '')?.[0].toLowerCase() ?? 'abuse',
    recipient: mailbox(recipient ?? ''),
    messageId: /<[^<>\s]{1,500}>/.exec(letter.get('message-id') ?? '')?.[0] ?? null,
  }
}

/** The fields before the first empty line, each the first time that it stands there. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  const header = text.replace(/\r\n?/g, '\n').trimStart().split('\n\n', 1)[0] ?? ''
  for (const line of header.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

function mailbox(value: string): string | null {
  const found = /[^\s<>;,"]{1,64}@[^\s<>;,"]{1,253}/.exec(value.replace(/^rfc822\s{0,3};/i, ''))?.[0]
  return found ? normalAddress(found) : null
}
