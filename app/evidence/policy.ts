import policyV2 from './policies/policy-v2.json' with { type: 'json' }
import { contradictions, type Fault } from './policy-faults.ts'
import { type PolicyTables, policyTables } from './policy-tables.ts'

/** Every number that the score and the recommendation know. A new version never changes an old assessment. */
export type Policy = PolicyTables

/**
 * Reads a policy and refuses impossible tables.
 * @throws Error that names every faulty cell, one a line
 */
export function readPolicy(json: unknown): Policy {
  const read = tryPolicy(json)
  if ('faults' in read) throw new Error(`Cannot use this policy:\n${listed(read.faults)}`)
  return read.policy
}

/** Reads a policy, or names every cell that cannot be. */
export function tryPolicy(json: unknown): { policy: Policy } | { faults: Fault[] } {
  const parsed = policyTables.safeParse(json)
  if (!parsed.success) {
    return { faults: parsed.error.issues.map((issue) => ({ cell: cellName(issue.path), fault: issue.message })) }
  }
  const faults = contradictions(parsed.data)
  return faults.length > 0 ? { faults } : { policy: parsed.data }
}

/** The policy that comes with Latchkey; proposed and approved by nobody. */
export const shippedPolicy: Policy = readPolicy(policyV2)

function listed(faults: readonly Fault[]): string {
  return faults.map(({ cell, fault }) => `  ${cell} ${fault}`).join('\n')
}

function cellName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`
    return name === '' ? String(part) : `${name}.${String(part)}`
  }, '')
}
