import type { MailFilter } from '../filter.ts'

/** A mail beyond this is not read: its header makes a case, its bytes are kept. Providers stop at 25 to 50 MB. */
export const maxReadBytes = 40_000_000

/** Too large to be read: an agent sees that it came, from whom and how large it is, and can open the bytes. */
export const oversized: MailFilter = {
  name: 'oversized',
  find({ unreadBytes }) {
    if (unreadBytes === undefined) return null
    const reason = `it has ${Math.ceil(unreadBytes / 1_000_000)} MB: only its header was read`
    return { kind: 'other', reason, bounce: null }
  },
}
