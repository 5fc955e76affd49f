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
 * Reads the Authentication-Results that our own receiving host wrote: those of its authserv-id above the first Received
 * that none of our hosts wrote. The same id further down was brought along by the sender. Where no own hosts are named,
 * the host that wrote the topmost Received is ours: it put the mail into the mailbox.
 */
export function readAuthenticationResults(
  fields: readonly HeaderField[],
  { authservId, ownHosts }: { authservId: string | null; ownHosts: readonly string[] },
): AuthenticationResults {
  const results: AuthenticationResult[] = []
  if (!authservId) return { results, forged: false }
  const own = ownHosts.map(hostName)
  let foreign = false
  let forged = false
  for (const { name, value } of fields) {
    if (name === 'received') {
      const by = receivedBy(value)
      if (own.length === 0 && by !== null) own.push(by)
      if (by === null || !own.includes(by)) foreign = true
    } else if (name === 'authentication-results') {
      const field = readField(value)
      if (field === null || field.id !== authservId.toLowerCase()) continue
      if (foreign) forged = true
      else results.push(...field.results)
    }
  }
  return { results, forged }
}

/** The host that says it wrote a Received field, or null. */
export function receivedBy(value: string): string | null {
  const match = /(?:^|\s)by\s+([^\s;()]+)/i.exec(stripComments(value))
  return match ? hostName(match[1] ?? '') : null
}

function hostName(host: string): string {
  return host.trim().toLowerCase().replace(/\.$/, '')
}

/** Longer than any host writes; what joins words would cost the square of it. */
const maxFieldLength = 16_384

function readField(value: string): { id: string; results: AuthenticationResult[] } | null {
  const [head = '', ...statements] = splitOutsideQuotes(stripComments(value.slice(0, maxFieldLength)), ';')
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
