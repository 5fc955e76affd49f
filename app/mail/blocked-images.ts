const unloaded = ['in this mail', 'data', 'nowhere']

/**
 * How many images sanitised HTML would have loaded from elsewhere; what unloadeds in the mail itself is not counted.
 *
 * @param sanitisedHtml as sanitizeMailHtml leaves it, where an image is a word that ends with its place
 */
export function countBlockedImages(sanitisedHtml: string): number {
  let count = 0
  const opening = '<span class="image">['
  for (let at = sanitisedHtml.indexOf(opening); at !== -1; at = sanitisedHtml.indexOf(opening, at + 1)) {
    const end = sanitisedHtml.indexOf(']</span>', at)
    if (end === -1) break
    const colon = sanitisedHtml.lastIndexOf(': ', end)
    if (colon > at && !unloaded.includes(sanitisedHtml.slice(colon + 2, end))) count += 1
  }
  return count
}
