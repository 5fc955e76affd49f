/** So many of the last digits of an account are typed before a link goes out. */
export const typedDigits = 4

/** What is typed before an approval: the end of the account's number; null where no account is known. */
export function wordToType(accountNumber: string | null): string | null {
  return accountNumber === null ? null : accountNumber.slice(-typedDigits)
}

/** A link cannot be called back: nobody sends one by a key that he did not mean, nor for a case he mixed up. */
export function isTypedRight(typed: string, accountNumber: string | null): boolean {
  const word = wordToType(accountNumber)
  return word !== null && typed.normalize('NFKC').trim() === word
}
