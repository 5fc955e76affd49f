import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

let nobodysHash: Promise<string> | undefined

/** Hashes a password into a PHC string. Composed and compatibility forms of a letter count as the same (NFKC). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

/** Whether the password fits. Without a hash to compare it takes as long as with one, and says no. */
export async function passwordFits(storedHash: string | null | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hash(randomBytes(32), cost)
  const fits = await verify(storedHash ?? (await nobodysHash), password.normalize('NFKC'))
  return fits && typeof storedHash === 'string'
}
