import { domainToASCII } from 'node:url'
import { getDomain } from 'tldts'

/** The parts of an address as it is compared: ASCII, lower case, domain as A-label. */
export type Address = { local: string; domain: string }

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/

/** Reads `local@domain`, or null where it is not an address that could be registered (quoted, not ASCII, a literal). */
export function readAddress(text: string): Address | null {
  const at = text.lastIndexOf('@')
  if (at < 1 || text.length > 254) return null
  const local = text.slice(0, at)
  const domain = asciiDomain(text.slice(at + 1))
  if (!localPart.test(local) || domain === null) return null
  return { local: local.toLowerCase(), domain }
}

/** The address in the one form that is compared, or null. */
export function normalAddress(text: string): string | null {
  const address = readAddress(text)
  return address && `${address.local}@${address.domain}`
}

/** A domain as A-labels in lower case (UTS 46), or null where it is none. */
export function asciiDomain(text: string): string | null {
  // The URL parser would take a percent sign, a slash or a port for something else than a name.
  if (/[\s%/\\:?#[\]@<>^|]/.test(text) || text.length > 253) return null
  const ascii = domainToASCII(text).toLowerCase()
  const labels = ascii.split('.')
  // A number at the end would be an IPv4 address.
  if (ascii === '' || /^\d+$/.test(labels.at(-1) ?? '')) return null
  return labels.every((part) => label.test(part)) ? ascii : null
}

/** The domain that somebody registered (public suffix list, private suffixes too), or the domain itself. */
function organisationalDomain(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: true }) ?? domain
}

/** Two domains of one owner: alignment in DMARC's relaxed sense. */
export function sameOrganisation(one: string, other: string): boolean {
  return organisationalDomain(one) === organisationalDomain(other)
}

const mention = /[^\p{Cc}\s<>()[\]\\,;:"'=@\u3000-\u303f]{1,64}@[^\p{Cc}\s<>()[\]\\,;:"'=@\u3000-\u303f]{1,253}/gu

/** Every address that a text shows to a person, full-width signs included; normalised where that is possible. */
export function mentionedAddresses(text: string): string[] {
  const found = new Set<string>()
  for (const form of new Set([text, text.normalize('NFKC')])) {
    // Most texts show none, and the pattern tries every letter of them.
    if (!form.includes('@')) continue
    for (const match of form.matchAll(mention)) {
      const shown = match[0].replace(/\.+$/, '')
      found.add(normalAddress(shown) ?? shown.toLowerCase())
    }
  }
  return [...found]
}
