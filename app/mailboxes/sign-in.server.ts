import type { Db } from '#app/db/db.server.ts'
import { type AccessToken, fetchAccessToken } from './access-token.server.ts'
import type { SignIn } from './imap.server.ts'
import type { ListedMailbox } from './mailbox-state.server.ts'
import { openSecret, placeOf } from './secrets.server.ts'

/** A token so near its end is not used any more, in milliseconds. */
const spareMs = 60_000

/** How a mailbox signs in: by its password, or by an access token that is kept until shortly before its end. */
export function openSignIn(
  db: Db,
  mailbox: ListedMailbox,
  { key, clock }: { key: Uint8Array; clock: () => Date },
): SignIn {
  if (mailbox.authentication === 'password')
    return async () => ({ password: openSecret(mailbox.secret, key, placeOf(mailbox)) })
  let token: AccessToken | null = null
  return async ({ renewed }) => {
    const now = clock()
    const good = token !== null && token.expiresAt.getTime() - spareMs > now.getTime() && !renewed
    token = good && token ? token : await fetchAccessToken(db, { mailbox, key, now })
    return { accessToken: token.accessToken }
  }
}
