import { receivedBy, receivedInside } from './authentication-results.ts'
import type { HeaderField } from './parsed-mail.ts'

/**
 * The network that handed a mail to our own hosts, as our own host wrote it down: "192.0.2.0/24", "2001:db8:1::/48".
 * Null where it did not. Where no own hosts are named, the host of the topmost Received is ours.
 */
export function sendingNetwork(fields: readonly HeaderField[], ownHosts: readonly string[]): string | null {
  const own = ownHosts.map((host) => host.trim().toLowerCase().replace(/\.$/, ''))
  for (const { name, value } of fields) {
    if (name !== 'received') continue
    const by = receivedBy(value)
    if (own.length === 0 && by !== null) own.push(by)
    if (by === null || !own.includes(by)) return null
    if (!receivedInside(value, own)) return networkOf(value.slice(0, 2000))
  }
  return null
}

function networkOf(received: string): string | null {
  const from = received.slice(0, received.search(/\sby\s/i))
  const four = from.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)?.at(-1)
  if (four) return `${four.split('.').slice(0, 3).join('.')}.0/24`
  const six = /\[(?:ipv6:)?([0-9a-f:]{3,39})\]/i.exec(from)?.[1]?.toLowerCase()
  if (!six?.includes(':')) return null
  const [head = '', tail = ''] = six.split('::')
  const said = head === '' ? [] : head.split(':')
  const zeros = six.includes('::') ? 8 - said.length - tail.split(':').filter(Boolean).length : 0
  const groups = [...said, ...Array<string>(Math.max(0, zeros)).fill('0')].slice(0, 3)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/48`
}
