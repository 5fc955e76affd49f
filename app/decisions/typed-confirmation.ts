import type { DecisionVerb } from './ruling.ts'

/** So many of the last digits of a number are typed before what cannot be undone. */
export const typedDigits = 4

/** Whose number is typed before a ruling that sends what cannot be called back and ends the case; null where none is. */
export const typedBefore: Record<DecisionVerb, 'account' | 'case' | null> = {
  approve: 'account',
  propose: 'account',
  ask: null,
  deny: 'case',
  freeze: null,
  escalate: null,
}

/** What is typed: the end of the number; null where there is none. */
function wordToType(number: string | null): string | null {
  return number === null ? null : number.slice(-typedDigits)
}

/** What went out cannot be called back: nobody sends it by a key that he did not mean, nor for a case he mixed up. */
export function isTypedRight(typed: string, number: string | null): boolean {
  const word = wordToType(number)
  return word !== null && typed.normalize('NFKC').trim() === word
}
