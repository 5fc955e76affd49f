import { readFileSync } from 'node:fs'
import { type Policy, readPolicy, shippedPolicy } from '#app/evidence/policy.ts'

/**
 * The policy in a file, or the one that ships.
 * @throws Error that names every faulty cell
 */
export function policyFromFile(file: string | undefined): Policy {
  return file === undefined ? shippedPolicy : readPolicy(JSON.parse(readFileSync(file, 'utf8')))
}
