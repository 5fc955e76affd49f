import type { Range } from '#app/mail/parsed-mail.ts'

const quoted = /^[ \t]{0,4}>/
const signatureMark = /^-{2,3}[ \t]{0,2}$/
const closing =
  /^[ \t]{0,4}(?:(?:with )?(?:best|kind|kindest|warm) (?:regards|wishes)|regards|sincerely|yours (?:sincerely|truly|faithfully)|cheers|many thanks|thanks|thank you|saludos|gracias|atentamente|此致|敬礼|敬禮|祝好|谢谢|謝謝)[ ,.!，。！]{0,3}$/i
const speaksOfAnAccount = /\b(?:my|i|me|user ?name|uin|account|login|id|mi|question|answer)\b|[我号號账帳问問答]|qq/i
const longestSignature = 6
const longestSignatureLine = 80

/** The person's own words: no line that is quoted within the reply, and no signature. */
export function findOwnWords(text: string, reply: readonly Range[]): Range[] {
  const words: Range[] = []
  for (const stretch of reply) {
    const lines = cutIntoLines(text, stretch)
    const end = findSignature(text, lines)
    for (const line of lines.slice(0, end)) {
      if (quoted.test(text.slice(line.start, Math.min(line.end, line.start + 8)))) continue
      const last = words.at(-1)
      if (last !== undefined && last.end === line.start) last.end = line.end
      else words.push(line)
    }
  }
  return words
}

function cutIntoLines(text: string, stretch: Range): Range[] {
  const lines: Range[] = []
  let start = Math.max(0, stretch.start)
  const end = Math.min(text.length, stretch.end)
  while (start < end) {
    const lineEnd = text.indexOf('\n', start)
    const next = lineEnd === -1 || lineEnd >= end ? end : lineEnd + 1
    lines.push({ start, end: next })
    start = next
  }
  return lines
}

/** The index of the first line of the signature, or the number of lines. */
function findSignature(text: string, lines: readonly Range[]): number {
  const words = (line: Range) => text.slice(line.start, Math.min(line.end, line.start + 200)).trimEnd()
  let below = 0
  let firstOfSignature = lines.length
  let open = true
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index]
    if (line === undefined) continue
    const said = words(line)
    if (signatureMark.test(said)) {
      // Whatever is below the mark is signature, and a closing above it may start earlier.
      firstOfSignature = index
      below = 0
      open = true
      continue
    }
    if (!open || said === '') continue
    if (closing.test(said)) {
      if (below > 0) firstOfSignature = index
      open = false
      continue
    }
    below += 1
    if (below > longestSignature || said.length > longestSignatureLine || speaksOfAnAccount.test(said)) open = false
  }
  return firstOfSignature
}
