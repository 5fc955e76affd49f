// Apart from the check itself, so that a page can name the limits without loading the dictionaries.
export const shortestPassword = 10
export const longestPassword = 128

/** Why a password is not taken. `own name`: it holds a number, handle or nickname of the account. */
export type PasswordFault = 'too short' | 'too long' | 'own name' | 'guessable'
