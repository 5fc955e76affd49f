import { everyMatch } from './reading.ts'

/**
 * Whether "it" or "one" at a place stands for what `thing` names: of the things that the words before it speak of,
 * that one is the nearest.
 */
export function standsFor(folded: string, at: number, thing: RegExp): boolean {
  const before = folded.slice(Math.max(0, at - 200), at)
  const nearest = [...everyMatch(before, things)].at(-1)?.[0]
  return nearest !== undefined && thing.test(nearest)
}

const things =
  /\b(?:accounts?|numbers?|profile|user ?name|qq|icq|uin|login|pass ?words?|phone|mobile|mail(?:box)?|e-?mail|inbox|address|computer|laptop|telephone|sim|card|provider|job|company|car|dog|cat|house|nickname|photo|picture|link|question)\b/g
