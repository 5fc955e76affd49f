/** One pattern of many ways to say a thing; each way stands on a line of its own and keeps its own groups. */
export function anyOf(flags: string, ways: readonly (RegExp | string)[]): RegExp {
  return new RegExp(ways.map((way) => (typeof way === 'string' ? way : way.source)).join('|'), flags)
}

/**
 * The ways to say a thing right behind something else. The words are found first and looked back from: to look back from
 * every letter of a mail takes many times as long.
 */
export function behind(before: RegExp, words: RegExp): string {
  return `(?:${words.source})(?<=(?:${before.source})(?:${words.source}))`
}

/** Words as a set, from one line of them. */
export function setOfWords(line: string): ReadonlySet<string> {
  return new Set(line.split(/\s{1,9}/).filter((word) => word !== ''))
}
