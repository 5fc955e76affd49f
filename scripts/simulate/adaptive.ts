import { weighOthers } from '#app/evidence/others.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import type { Subject } from '#app/evidence/subject.ts'
import type { OtherClaimant } from '#app/evidence/surroundings.ts'
import { type Claimant, drawCase, drawClaimant, type Setting, type SimulatedCase } from './cases.ts'
import type { Draws } from './draws.ts'
import { rule } from './outcomes.ts'
import type { Writer } from './world.ts'

/** oneAddress: every try is the same claimant's, who the ledger knows · manyAddresses: each comes from another one. */
export const wiles = ['oneAddress', 'manyAddresses'] as const
export type Wile = (typeof wiles)[number]

/**
 * Attackers who adapt: from another address, after the question, they try again and again and need one case that goes
 * before a second person. Each try is weighed as the desk weighs it, with the tries before it kept.
 *
 * @returns how many reached it by each wile
 */
export function takeovers(
  draws: Draws,
  setting: Setting,
  who: Writer,
  { attempts, tries }: { attempts: number; tries: number },
): Record<Wile, number> {
  const reached: Record<Wile, number> = { oneAddress: 0, manyAddresses: 0 }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const claimant = drawClaimant(draws, setting, { who, sender: 'other' })
    const drawn = Array.from({ length: tries }, () => drawCase(draws, setting, claimant, true))
    for (const wile of wiles) if (succeeds(drawn, claimant, setting.policy, wile)) reached[wile] += 1
  }
  return reached
}

function succeeds(drawn: readonly SimulatedCase[], { who, attack }: Claimant, policy: Policy, wile: Wile): boolean {
  const before: OtherClaimant[] = []
  const wrong = new Set<string>()
  return drawn.some(({ subject: stated }) => {
    const subject = wile === 'oneAddress' ? inLedger(stated, wrong, policy) : amongOthers(stated, before, policy)
    const own = Object.keys(stated.facts).filter((kind) => stated.facts[kind] === wrongLevel(policy, kind))
    for (const kind of own) wrong.add(kind)
    before.push({ bits: score(subject, policy).bits, recent: true, wrong: own, hijacked: false })
    return rule({ who, attack, subject }, { goodAddress: true, lost: true }, policy, true) === 'propose'
  })
}

/** Wrong there and right here is wrong here. */
function inLedger(subject: Subject, wrong: ReadonlySet<string>, policy: Policy): Subject {
  const facts = Object.entries(subject.facts).map(([kind, level]) => [
    kind,
    wrong.has(kind) ? wrongLevel(policy, kind) : level,
  ])
  return { ...subject, facts: Object.fromEntries(facts) }
}

function amongOthers(subject: Subject, before: readonly OtherClaimant[], policy: Policy): Subject {
  return { ...subject, ...weighOthers(before, policy) }
}

function wrongLevel({ facts }: Policy, kind: string): string {
  return facts[kind]?.levels.at(-1) ?? 'wrong'
}
