/** A case has so many tags at most. */
export const mostTags = 8

/** So many letters a tag at most. */
export const longestTag = 24

/**
 * Reads tags as somebody types them, parted by commas or spaces: small letters, digits, hyphens and Han, a leading "#"
 * dropped, each once. What is too long or holds anything else is left out.
 */
export function readTags(text: string): string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,;，、；]+/u)
  const tags = words.map((word) => word.replace(/^#+/, '')).filter(isTag)
  return [...new Set(tags)]
}

export function isTag(text: string): boolean {
  return text.length <= longestTag && /^[\p{L}\p{N}][\p{L}\p{N}-]*$/u.test(text)
}

/** The tags after a change, in alphabetical order; null where it would be too many. */
export function changeTags(tags: readonly string[], change: { add: readonly string[]; remove: readonly string[] }) {
  const kept = tags.filter((tag) => !change.remove.includes(tag))
  const changed = [...new Set([...kept, ...change.add])].sort()
  return changed.length > mostTags ? null : changed
}
