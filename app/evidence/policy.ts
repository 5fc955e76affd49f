import policyV1 from './policies/policy-v1.json' with { type: 'json' }
import { contradictions, type Fault } from './policy-faults.ts'
import { type PolicyTables, policyTables } from './policy-tables.ts'

/** Every number that the score and the recommendation know. A new version never changes an old assessment. */
export type Policy = PolicyTables

/**
 * Reads a policy and refuses impossible tables.
 * @throws Error that names every faulty cell, one a line
 */
export function readPolicy(json: unknown): Policy {
  const parsed = policyTables.safeParse(json)
  const faults = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map((issue) => ({ cell: cellName(issue.path), fault: issue.message }))
  if (!parsed.success || faults.length > 0) throw new Error(`Cannot use this policy:\n${listed(faults)}`)
  return parsed.data
}

/** The policy that comes with Latchkey; proposed and approved by nobody. */
export const shippedPolicy: Policy = readPolicy(policyV1)

function listed(faults: readonly Fault[]): string {
  return faults.map(({ cell, fault }) => `  ${cell} ${fault}`).join('\n')
}

function cellName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`
    return name === '' ? String(part) : `${name}.${String(part)}`
  }, '')
}
