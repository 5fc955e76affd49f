/**
 * text/enriched as plain text (RFC 1896): a line break alone is a space, of several one is left out, commands and their
 * parameters are no text.
 */
export function readEnriched(source: string): string {
  let out = ''
  let asItStands = 0
  let inParameter = 0
  // Each sign belongs to one match only: nothing is looked at twice.
  for (const [token] of source.matchAll(/<<|<\/?[a-z0-9-]{1,60}>|\n+|[^<\n]+|</gi)) {
    const command = /^<(\/?)([a-z0-9-]+)>$/i.exec(token)
    const step = command?.[1] ? -1 : 1
    const name = command?.[2]?.toLowerCase()
    if (name === 'param') inParameter = Math.max(0, inParameter + step)
    else if (name === 'nofill') asItStands = Math.max(0, asItStands + step)
    if (command || inParameter > 0) continue
    if (token.startsWith('\n')) out += asItStands > 0 ? token : token.length === 1 ? ' ' : token.slice(1)
    else out += token === '<<' ? '<' : token
  }
  return out
}
