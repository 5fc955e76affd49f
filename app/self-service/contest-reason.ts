/** What somebody says who contests a reset; kept in English, whatever language the page was in. */
export const contestReasons = {
  'not-asked': 'I did not ask for a new password',
  mailbox: 'Somebody else reads my mail',
  other: 'Something else',
} as const
export type ContestReason = keyof typeof contestReasons

/** The reason as it is kept: the choice, then the person's own words. */
export function writeContestReason(choice: string, words: string): string {
  const known = Object.keys(contestReasons).find((key) => key === choice) as ContestReason | undefined
  return [contestReasons[known ?? 'other'], words.trim()].filter(Boolean).join(': ')
}
