/**
 * A path on this desk to go on to, or `otherwise` where what was asked for could lead elsewhere: another host,
 * a scheme, a backslash or a control character that a browser reads as a slash or drops.
 */
export function safePath(asked: string | null | undefined, otherwise: string): string {
  if (!asked?.startsWith('/') || /[\\\s\p{Cc}]/u.test(asked)) return otherwise
  // The host of this base cannot be had, so a path that changes it was no path.
  const base = 'http://desk.invalid'
  const url = URL.canParse(asked, base) ? new URL(asked, base) : null
  if (url?.origin !== base || url.pathname.startsWith('//')) return otherwise
  return `${url.pathname}${url.search}${url.hash}`
}
