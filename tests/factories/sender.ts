import type { AccountAddresses, DkimResult, SenderVerdict } from '#app/mail/sender.ts'

/** Mei's own verdict: an aligned signature, policy reject. */
export function verdict(overrides: Partial<SenderVerdict> = {}): SenderVerdict {
  return {
    address: 'mei@example.com',
    displayName: 'Mei Lin',
    mentioned: ['mei@example.com'],
    malformed: [],
    dkim: [signature()],
    spf: null,
    dmarc: { result: 'pass', policy: 'reject', by: 'dkim' },
    arc: { result: 'none', sealer: null },
    replyElsewhere: false,
    timedOut: false,
    dns: [],
    ...overrides,
  }
}

/** The verdict of an address that nothing proves. */
export function unproved(address: string): SenderVerdict {
  return verdict({ address, mentioned: [address], dkim: [], dmarc: { result: 'none', policy: null, by: null } })
}

export function signature(overrides: Partial<DkimResult> = {}): DkimResult {
  return { domain: 'example.com', selector: 'k1', result: 'pass', aligned: true, faults: [], ...overrides }
}

/** What Mei's account holds. */
export function addresses(overrides: Partial<AccountAddresses> = {}): AccountAddresses {
  return { registeredEmail: 'mei@example.com', formerEmails: [], ...overrides }
}
