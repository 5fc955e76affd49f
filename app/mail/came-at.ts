import { receivedBy } from './authentication-results.ts'
import { fieldValue, fieldValues } from './header-fields.ts'
import type { HeaderField } from './parsed-mail.ts'

/**
 * When a mail reached us for the first time. A server that takes over the mails of another one gives them all the date
 * of its own beginning, and they would look new: so the topmost Received line of our own host counts where it is older,
 * and without one what the mail says of itself. Neither ever makes a mail newer.
 *
 * @param ownHosts where none are named, the host that wrote the topmost Received is ours
 */
export function cameAt(
  fields: readonly HeaderField[],
  { ownHosts, arrivedAt }: { ownHosts: readonly string[]; arrivedAt: Date },
): Date {
  const own = ownHosts.map((host) => host.trim().toLowerCase().replace(/\.$/, ''))
  const received = fieldValues(fields, 'received').find((value) => {
    const by = receivedBy(value.slice(0, maxLength))
    return by !== null && (own.length === 0 || own.includes(by))
  })
  const written = received === undefined ? fieldValue(fields, 'date') : received.split(';').slice(1).at(-1)
  const date = readDate(written ?? '')
  return date !== null && date < arrivedAt ? date : arrivedAt
}

/** No host writes as much. */
const maxLength = 4096

/** Before there was mail no mail came: such a date is a clock that was never set. */
const first = Date.UTC(1990, 0, 1)

function readDate(written: string): Date | null {
  const plain = written.slice(0, 200).replace(/\([^()]*\)/g, '')
  // Anything with a number in it is a date to the language.
  if (!/\d [a-z]{3} \d{4} \d{1,2}:\d\d/i.test(plain)) return null
  const date = new Date(plain.trim())
  return Number.isNaN(date.getTime()) || date.getTime() < first ? null : date
}
