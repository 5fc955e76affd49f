const maxLength = 120

/**
 * A file name that can be shown and saved under: no path, no control or bidirectional characters, none that a file
 * system refuses, never empty, never hidden, at most 120 characters with its ending kept.
 */
export function safeFilename(name: string | null | undefined, fallback = 'attachment'): string {
  const clean = (name ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '')
    .split(/[/\\]/)
    .pop()
    ?.replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (!clean) return fallback
  const characters = [...(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(clean) ? `_${clean}` : clean)]
  if (characters.length <= maxLength) return characters.join('')
  const dot = characters.lastIndexOf('.')
  const ending = dot > 0 && characters.length - dot <= 10 ? characters.slice(dot) : []
  return [...characters.slice(0, maxLength - ending.length), ...ending].join('')
}
