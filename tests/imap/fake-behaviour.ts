import type { Socket } from 'node:net'

export type FakeMail = { uid: number; bytes: Buffer; internalDate: string }

/** What one connection has done so far. */
export type Session = {
  socket: Socket
  /** Waits for the client's half of a SASL exchange. */
  sasl: ((line: string) => void) | null
  signedIn: boolean
  introduced: boolean
  selected: boolean
  idling: string | null
  deaf: boolean
  seen: number
}

/** How the server differs from a good one. Each is read when it matters, so a test can change it while it runs. */
export type Behaviour = {
  capabilities: string[]
  /** Hangs up before the greeting. */
  refuses: () => boolean
  /** What LOGIN is answered instead of OK, e.g. "NO [ALERT] ...". */
  atLogin: (logins: number) => string | null
  /** What is said to an access token instead of OK; a status as OAuth has it. */
  atToken: (user: string, token: string) => string | null
  /** What SELECT and EXAMINE are answered instead of OK. */
  atSelect: (session: Session) => string | null
  /** What a FETCH of one body does instead of answering. */
  atBody: (uid: number) => 'reset halfway' | 'bye' | 'leave out' | 'refuse' | null
  /** What a FETCH of more than one body is answered instead. */
  atBatch: () => string | null
  /** What SEARCH is answered instead. */
  atSearch: () => string | null
  shuffledItems: boolean
  sizeFactor: number
  /** A mail that arrives with the next IDLE, told before its continuation line. */
  early: string | null
  /** Commands that are never answered, while the line stays alive. */
  ignores: string[]
  /** After IDLE nothing is read or written any more, and nothing is closed. */
  deafAfterIdle: boolean
  /** New mails show only after NOOP, IDLE or SELECT. */
  hidesNew: boolean
  saysUidNext: boolean
  folders: string[]
}

export type FakeServer = {
  port: number
  mails: FakeMail[]
  uidvalidity: number
  behaviour: Behaviour
  /** Every command line, without its tag. */
  commands: string[]
  connections: number
  logins: number
  open: () => number
  /** Lays a mail in; received an hour ago unless said. */
  deliver: (bytes: string, at?: Date) => void
  cutAll: () => void
  close: () => Promise<void>
}

/** How the server shows itself: with a certificate from the first byte, or after STARTTLS. */
export type FakeTls = { from: 'the beginning' | 'starttls'; key: string; cert: string }
