import { mentionedAddresses, normalAddress } from './address.ts'
import { decodeHeaderText, oneLine } from './header-text.ts'
import type { HeaderField } from './parsed-mail.ts'

/** The author of a mail as every reader must see him. */
export type From = {
  /** Null unless exactly one mailbox stands in exactly one From field. */
  address: string | null
  displayName: string
  /** Every address that any From field mentions, display names and encoded words included. */
  mentioned: readonly string[]
  /** Plain clauses; empty for a well-formed field. */
  faults: readonly string[]
}

/**
 * Reads the author from the header fields. Two shapes are accepted, `addr` and `name <addr>`, where the name is a quoted
 * string, words or encoded words and shows no address but its own. All else is read differently by different programs
 * (espoofer, Chen et al. 2020) and is malformed.
 */
export function readFrom(fields: readonly HeaderField[]): From {
  const written = fields.filter((field) => field.name === 'from').map((field) => field.value)
  const values = written.slice(0, 50).map((value) => value.slice(0, maxLength))
  const mentioned = new Set(
    values.flatMap((value) => [...mentionedAddresses(value), ...mentionedAddresses(decodeHeaderText(value))]),
  )
  const [value] = values
  if (value === undefined)
    return { address: null, displayName: '', mentioned: [], faults: ['the mail has no From field'] }
  const one = readMailbox(value)
  const faults = written.length > 1 ? [`the mail has ${written.length} From fields`] : []
  if (written.some((other) => other.length > maxLength)) faults.push('From is longer than any author needs')
  if ('fault' in one) {
    const displayName = oneLine(decodeHeaderText(value))
    return {
      address: null,
      displayName,
      mentioned: [...mentioned],
      faults: [...faults, one.fault],
    }
  }
  for (const shown of [...mentionedAddresses(one.name), ...mentionedAddresses(unquoted(one.name))]) {
    if (shown !== one.address) faults.push('the display name in From shows another address')
  }
  return {
    address: written.length === 1 ? one.address : null,
    displayName: oneLine(one.name),
    mentioned: [...mentioned],
    faults: [...new Set(faults)],
  }
}

/** No honest author needs more; what stands behind is not read. */
const maxLength = 4096

type Mailbox = { name: string; address: string } | { fault: string }

function readMailbox(value: string): Mailbox {
  const text = value.trim()
  if (text === '') return { fault: 'From is empty' }
  const split = splitName(text)
  if ('fault' in split) return split
  const address = normalAddress(split.address)
  if (address === null) return { fault: addressFault(split.address) }
  const name = decodeHeaderText(split.name)
  if (/\p{Cc}/u.test(name.replaceAll('\t', ' '))) return { fault: 'the display name in From holds control characters' }
  // The same address once more is what some programs write for want of a name.
  if (split.bare && name.includes('@') && normalAddress(name.trim()) !== address) {
    return { fault: 'From names several addresses' }
  }
  return { name, address }
}

/** Finds the two shapes; what a quoted string holds is no syntax. */
function splitName(text: string): { name: string; address: string; bare: boolean } | { fault: string } {
  let name = ''
  let bare = true
  let at = 0
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === '"') {
      const quoted = readQuoted(text, at)
      if (quoted === null) return { fault: 'a quotation in From is not closed' }
      name += quoted.text
      bare = false
      at = quoted.end
    } else if (char === '<') {
      const close = text.indexOf('>', at)
      if (close === -1) return { fault: 'an angle bracket in From is not closed' }
      if (/^\s*[,;]/.test(text.slice(close + 1))) return { fault: 'From names several mailboxes' }
      if (close !== text.length - 1) return { fault: 'From goes on after its address' }
      return { name: name.trim(), address: text.slice(at + 1, close).trim(), bare }
    } else if (char === '(' || char === ')') {
      return { fault: 'From holds a comment' }
    } else if (char === ',' || char === ';') {
      return { fault: 'From names several mailboxes' }
    } else if (char === ':') {
      return { fault: 'From names a group or a route' }
    } else if (char === '>' || char === '\\' || char === '[' || char === ']') {
      return { fault: 'From is not written as one address' }
    } else {
      name += char
      at += 1
    }
  }
  if (!bare) return { fault: 'From holds no address' }
  return { name: '', address: name.trim(), bare }
}

function readQuoted(text: string, start: number): { text: string; end: number } | null {
  let inside = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (char === '"') return { text: inside, end: at + 1 }
    if (char === '\\' && at + 1 < text.length) at += 1
    inside += text[at] ?? ''
  }
  return null
}

function addressFault(address: string): string {
  if (!address.includes('@')) return 'From holds no address'
  if (/^@|:/.test(address)) return 'From names a group or a route'
  if (/[\s,]/.test(address)) return 'From names several addresses'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: whether it is ASCII is the question
  if (/[^\u0000-\u007f]/.test(address.slice(0, address.lastIndexOf('@')))) return 'the address in From is not ASCII'
  return 'the address in From is not a plain one'
}

function unquoted(name: string): string {
  return name.replace(/["'\s]/g, '')
}
