import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'
import { longestPassword, type PasswordFault, shortestPassword } from './password-limits.ts'

/** The least score of zxcvbn (0 to 4) that is taken: 3 is more than 10^8 guesses. */
const leastScore = 3

const judge = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  maxLength: longestPassword,
})

/**
 * What is wrong with a new password, or null.
 *
 * @param own what somebody who knows the account tries first: number, handle, nickname; null is skipped
 */
export function findPasswordFault(password: string, own: readonly (string | null)[]): PasswordFault | null {
  const length = [...password].length
  if (length < shortestPassword) return 'too short'
  if (length > longestPassword) return 'too long'
  const names = own.filter((name): name is string => name !== null && [...name].length > 1)
  const folded = fold(password)
  if (names.some((name) => folded.includes(fold(name)))) return 'own name'
  return judge.check(password.normalize('NFKC'), names).score < leastScore ? 'guessable' : null
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
