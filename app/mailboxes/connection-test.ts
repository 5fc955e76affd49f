/** The steps of a connection test, in their order. */
export const testSteps = ['resolve', 'connect', 'encrypt', 'token', 'sign in', 'introduce', 'open folder'] as const
export type TestStepName = (typeof testSteps)[number]

/** One step as it went. `skipped`: it is not for this mailbox, or the server does not offer it. */
export type TestStep = {
  name: TestStepName
  outcome: 'passed' | 'failed' | 'skipped'
  /** In milliseconds. */
  ms: number
  /** What was found, for the words of the page. */
  found?: Found
  /** Why it failed, where the desk itself knows it. */
  fault?: TestFault
  /** The server's own words, or the system's. */
  said?: string
}

export type Found = {
  addresses?: string[]
  certificate?: Certificate
  /** Name and version, as the server answers to ID. */
  server?: string
  mails?: number
}

/** Of the certificate that the server showed, whether it was believed or not. */
export type Certificate = { subject: string; issuer: string; endsAt: string }

export const testFaults = ['refused address', 'not imap', 'no starttls', 'not trusted', 'timeout', 'secret'] as const
export type TestFault = (typeof testFaults)[number]

/** A test that was asked for and not yet ended after this long was taken by nobody, in milliseconds. */
export const testPatienceMs = 120_000

/** So many tests an hour, all mailboxes together: enough to set one up, too few to look for servers. */
export const mostTestsAnHour = 20
