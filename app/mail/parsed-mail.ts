/** A stretch of text, in UTF-16 indexes; `end` is exclusive. */
export type Range = { start: number; end: number }

/** A header field as it stood in the bytes: name in lower case, value unfolded and not decoded. */
export type HeaderField = { name: string; value: string }

export type ParsedAttachment = {
  /** Safe to show and to save under; never a path. */
  filename: string
  contentType: string
  /** In bytes, decoded. */
  size: number
  /** Hex. */
  sha256: string
}

/** The languages that letters are written in; any other mail is answered in both. */
export type Language = 'en' | 'zh' | 'other'

/** What a machine's report carries besides its text (RFC 3464, 5965, 3462); empty strings where a part is missing. */
export type MachineReport = {
  /** message/delivery-status */
  status: string
  /** message/feedback-report */
  feedback: string
  /** The beginning of the mail that it is about, headers first; at most 32 kB. */
  returned: string
}

/** A mail as read from its bytes. Nothing in it is trusted, and nothing of the text is cut. */
export type ParsedMail = {
  /** In the order of the bytes. */
  headers: readonly HeaderField[]
  subject: string
  messageId: string | null
  inReplyTo: string | null
  references: readonly string[]
  date: Date | null
  to: readonly string[]
  /** Addresses in Reply-To; never written to, only compared. */
  replyTo: readonly string[]
  /** The whole text with \n line ends, quoted history included; from the HTML where there is no plain part. */
  text: string
  /** The HTML part as it came, unsafe; null where there is none. */
  html: string | null
  /** The same without anything that runs, loads or deceives. */
  safeHtml: string | null
  /** The person's own words within `text`. */
  reply: readonly Range[]
  language: Language
  attachments: readonly ParsedAttachment[]
  /** Only of a mail that is too large to be read: its size in bytes. Nothing but its header was looked at. */
  unreadBytes?: number
  /** Only where a part of a report was found. */
  report?: MachineReport
}
