import type { HeaderField } from './parsed-mail.ts'

/** One method of an Authentication-Results field (RFC 8601), e.g. spf=pass smtp.mailfrom=example.com. */
export type AuthenticationResult = { method: string; result: string; properties: Readonly<Record<string, string>> }

export type AuthenticationResults = {
  /** What our own receiving host found, in the order of the fields. */
  results: readonly AuthenticationResult[]
  /** A field with our own id stands where our host cannot have written it. */
  forged: boolean
}

/**
 * Reads the Authentication-Results that our own receiving host wrote. The mail came in at the first Received line by one
 * of our hosts that names a foreign sender: what stands above it is ours. Some hosts write theirs directly below that line
 * (Gmail, NetEase, milters), where a stranger could write too: there only the topmost field counts, and only if none
 * stands above. Nothing below the believed ones adds to them, and our id further down is forged. Where no own hosts are
 * named, the host that wrote the topmost Received is ours: it put the mail into the mailbox.
 */
export function readAuthenticationResults(
  fields: readonly HeaderField[],
  { authservId, ownHosts }: { authservId: string | null; ownHosts: readonly string[] },
): AuthenticationResults {
  const results: AuthenticationResult[] = []
  if (!authservId) return { results, forged: false }
  const own = ownHosts.map(hostName)
  let place: 'inside' | 'landing' | 'outside' = 'inside'
  /** Counts the stretches between Received lines; ours all stand in one of them. */
  let stretch = 0
  let believed: number | null = null
  let unbroken = false
  let forged = false
  for (const { name, value } of fields) {
    if (name === 'received') {
      const by = receivedBy(value)
      if (own.length === 0 && by !== null) own.push(by)
      const ours = by !== null && own.includes(by)
      if (place !== 'inside' || !ours) place = 'outside'
      else if (!receivedInside(value, own)) place = 'landing'
      stretch += 1
      unbroken = false
      continue
    }
    const field = name === 'authentication-results' ? readField(value) : null
    if (field === null || field.id !== authservId.toLowerCase()) {
      if (!writtenByFilters.test(name)) unbroken = false
    } else if (place === 'outside') {
      forged = true
    } else if (believed === null || (place === 'inside' && believed === stretch)) {
      results.push(...field.results)
      believed = stretch
      unbroken = true
    } else if (place === 'landing' && !unbroken) {
      forged = true
    }
  }
  return { results, forged }
}

/** Fields that filters of one host write in one row with their Authentication-Results. */
const writtenByFilters = /^(?:authentication-results|received-spf|dkim-filter|dmarc-filter|arc-.*)$/

/** The host that says it wrote a Received field, or null. */
export function receivedBy(value: string): string | null {
  const match = /(?:^|\s)by\s+([^\s;()]+)/i.exec(stripComments(value))
  return match ? hostName(match[1] ?? '') : null
}

/**
 * Whether one of our hosts took the mail from another of them, or from itself. The name after "from" is whatever the
 * other side called itself, and so may be more beside it: a HELO, an ident, the name in a certificate. None of them can
 * take away the address that our host saw, so every address counts, and a name only beside the first of them.
 */
export function receivedInside(value: string, own: readonly string[]): boolean {
  const from = /^\s*from\s+([^\s;()]+)/i.exec(value)
  if (!from) return /^\s*by\s/i.test(value)
  const said = value.slice(from[0].length, maxFieldLength)
  const end = said.search(/\sby\s/i)
  const beside = end === -1 ? said : said.slice(0, end)
  const addresses = addressesIn(beside)
  if (addresses.length > 0 && [...addressesIn(from[1] ?? ''), ...addresses].every((one) => loopback.test(one)))
    return true
  if (/may be forged/i.test(beside) || !own.includes(hostName(from[1] ?? ''))) return false
  const names = beside.match(/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*\.?|\bunknown\b/gi) ?? []
  if (names.some((other) => !own.includes(hostName(other)))) return false
  if (addresses.every((one) => loopback.test(one) || privateAddress.test(one))) return true
  const lookedUp = /^[^[]{0,512}?([a-z0-9.-]+)\s+\[/i.exec(beside)
  return lookedUp !== null && own.includes(hostName(lookedUp[1] ?? ''))
}

function addressesIn(text: string): string[] {
  return [...text.matchAll(addressIn)].map(([address]) => address.replace(/^\[|\]$/g, ''))
}

const addressIn = /[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[(?:IPv6:)?[0-9a-f:.]+\]/gi
const loopback = /^127\.|^(?:IPv6:)?::1$/i
const privateAddress = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|(?:IPv6:)?f[cd][0-9a-f]{2}:)/i

function hostName(host: string): string {
  return host.trim().toLowerCase().replace(/\.$/, '')
}

/** Longer than any host writes; what joins words would cost the square of it. */
const maxFieldLength = 16_384

function readField(value: string): { id: string; results: AuthenticationResult[] } | null {
  const [head = '', ...said] = splitOutsideQuotes(stripComments(value.slice(0, maxFieldLength)), ';')
  // A statement that is cut off could name another domain than the whole one.
  const statements = value.length > maxFieldLength ? [] : said
  const [id = '', version = '1', ...more] = head.trim().split(/\s+/)
  // A field without an id, or of a version nobody has defined yet, says nothing.
  if (id === '' || id.includes('=') || version !== '1' || more.length > 0) return null
  return { id: unquote(id).toLowerCase(), results: statements.flatMap((statement) => readStatement(statement) ?? []) }
}

function readStatement(statement: string): AuthenticationResult | null {
  const [first = '', ...rest] = words(statement)
  const match = /^([a-z0-9-]+)(?:\/\d+)?=([a-z0-9]+)$/i.exec(first)
  if (!match) return null
  const properties: Record<string, string> = {}
  let last: string | null = null
  for (const word of rest) {
    const property = /^([a-z0-9-]+\.[a-z0-9_-]+|reason)=([\s\S]*)$/i.exec(word)
    if (property) {
      last = spelling(property[1] ?? '')
      properties[last] = unquote(property[2] ?? '')
    } else if (last !== null && last !== 'reason') {
      // NetEase folds inside an address: what names no property goes on with the one before.
      properties[last] += word
    }
  }
  return { method: (match[1] ?? '').toLowerCase(), result: (match[2] ?? '').toLowerCase(), properties }
}

/** NetEase writes smtp.mail for smtp.mailfrom. */
function spelling(property: string): string {
  const name = property.toLowerCase()
  return name === 'smtp.mail' ? 'smtp.mailfrom' : name
}

/** Words of a statement; a quoted string is part of its word, space around "=" is not. */
function words(statement: string): string[] {
  const spaced = splitOutsideQuotes(statement.replace(/[\t\r\n]/g, ' '), ' ').filter((word) => word !== '')
  const joined: string[] = []
  for (const word of spaced) {
    const last = joined.at(-1)
    if (last !== undefined && (word.startsWith('=') || last.endsWith('=')) && !/=.*=$/.test(last)) {
      joined[joined.length - 1] = last + word
    } else {
      joined.push(word)
    }
  }
  return joined
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\\' && quoted) at += 1
    else if (char === '"') quoted = !quoted
    else if (char === separator && !quoted) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

function stripComments(text: string): string {
  let out = ''
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (char === '\\' && (quoted || depth > 0)) {
      if (depth === 0) out += char + (text[at + 1] ?? '')
      at += 1
    } else if (char === '"' && depth === 0) {
      quoted = !quoted
      out += char
    } else if (char === '(' && !quoted) {
      depth += 1
    } else if (char === ')' && !quoted && depth > 0) {
      depth -= 1
      if (depth === 0) out += ' '
    } else if (depth === 0) {
      out += char
    }
  }
  return out
}

function unquote(text: string): string {
  return text.startsWith('"') ? text.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : text
}
