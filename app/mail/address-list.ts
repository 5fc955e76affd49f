import { decodeHeaderText, oneLine } from './header-text.ts'

export type ListedAddress = { name: string; address: string }

/**
 * Reads an address list leniently (To, Cc, Reply-To): groups opened, comments dropped, broken entries kept as far as they
 * show an address. Never used for From, where every ambiguity is a fault.
 */
export function readAddressList(value: string): ListedAddress[] {
  const found: ListedAddress[] = []
  let words = ''
  let comment = ''
  let angle: string | null = null
  const close = () => {
    const bare = words.replaceAll('"', '').trim()
    if (angle !== null) found.push({ name: readable(words) || readable(comment), address: angle.trim() })
    else if (bare.includes('@')) found.push({ name: readable(comment), address: bare })
    else if (bare !== '') found.push({ name: readable(words), address: '' })
    words = ''
    comment = ''
    angle = null
  }
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at] ?? ''
    if (char === '"') {
      const end = quotedEnd(value, at)
      words += value.slice(at + 1, end).replace(/\\(.)/g, '$1')
      at = end
    } else if (char === '(') {
      const end = commentEnd(value, at)
      comment += `${comment ? ' ' : ''}${value.slice(at + 1, end)}`
      at = end
    } else if (char === '<') {
      const end = value.indexOf('>', at)
      const inside = value.slice(at + 1, end === -1 ? value.length : end)
      angle = withoutComments(inside)
      at = end === -1 ? value.length : end
    } else if (char === ',' || char === ';') {
      close()
    } else if (char === ':' && angle === null && !words.includes('@')) {
      words = ''
      comment = ''
    } else {
      words += char
    }
  }
  close()
  return found
}

function quotedEnd(value: string, start: number): number {
  for (let at = start + 1; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1
    else if (value[at] === '"') return at
  }
  return value.length
}

function commentEnd(value: string, start: number): number {
  let depth = 0
  for (let at = start; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1
    else if (value[at] === '(') depth += 1
    else if (value[at] === ')' && --depth === 0) return at
  }
  return value.length
}

function withoutComments(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') at = commentEnd(text, at)
    else out += text[at] ?? ''
  }
  return out
}

function readable(text: string): string {
  return oneLine(decodeHeaderText(text.trim())).replace(/\s+/g, ' ')
}
