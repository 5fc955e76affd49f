import type { AttackerClass } from './assessment.ts'
import type { Comparison } from './comparison.ts'
import { weighFriends } from './friend-circles.ts'
import type { Policy } from './policy.ts'
import type { FactNumbers } from './policy-tables.ts'
import type { Subject } from './subject.ts'
import { type ByClass, byClass, type WeighedFact } from './weighed-fact.ts'

/** The stated facts in the order of the waterfall, the sender first. */
export function weighFacts(subject: Subject, policy: Policy, comparisons: readonly Comparison[]): WeighedFact[] {
  const covered = policy.sender.equalsRegistered.includes(subject.sender)
  const facts: WeighedFact[] = [
    { kind: 'sender', level: subject.sender, weights: weighSender(subject, policy) },
    ...comparisons
      .filter(({ kind, coveredBySender }) => subject.facts[kind] !== undefined && !(covered && coveredBySender))
      .map((comparison) => weighFact(comparison, subject, policy)),
  ]
  if (subject.answers) facts.push(weighAnswers(subject.answers, subject, policy))
  if (subject.friends && subject.friends.listed.length > 0) facts.push(weighFriends(subject.friends, policy))
  return facts
}

/** The sender is always observed. Owners who have and who lost the mailbox differ in nothing else, so both fold in here. */
function weighSender(subject: Subject, policy: Policy): ByClass {
  const { levels, scoredAs, owners, attackers } = policy.sender
  const column = levels.indexOf(scoredAs[subject.sender] ?? subject.sender)
  const owner =
    policy.owners.withMailbox * cellAt(owners.withMailbox, column, subject.sender) +
    policy.owners.lostMailbox * cellAt(owners.lostMailbox, column, subject.sender)
  return byClass((attacker) => {
    const chance = cellAt(shownTo(attackers[attacker], subject), column, subject.sender)
    return Math.min(policy.caps.fact, Math.log2(owner / chance))
  })
}

function weighFact({ kind, numbers: own }: Comparison, subject: Subject, policy: Policy): WeighedFact {
  const numbers = policy.facts[kind] ?? own
  if (!numbers) throw new Error(`Policy ${policy.version} has no numbers for "${kind}", and neither has its comparison`)
  const others = subject.contradicted?.[kind] ?? []
  const stated = [...others, subject.facts[kind] as string]
  const guesses = subject.guesses?.[kind] ?? 0
  const columns = stated.map((level) => numbers.levels.indexOf(level))
  const rows = rowsOf(kind, numbers, subject, policy)
  const rowOf = (attacker: AttackerClass) =>
    rows[attacker] ?? weighLevels(kind, numbers, shownTo(numbers.k[attacker], subject), subject, policy)
  const strangers = guesses > 0 ? cellAt(rowOf('blind'), 0, kind) : 0
  const weights = byClass((attacker) => {
    const row = rowOf(attacker)
    // Values that contradict each other are worth what the least of them is: a list of guesses must not win.
    let weight = Number.POSITIVE_INFINITY
    for (const column of columns) weight = Math.min(weight, cellAt(row, column, kind))
    if (guesses === 0 || weight <= 0) return weight
    return weight - guessCost(guesses, weight, strangers - cellAt(row, 0, kind), policy)
  })
  return { kind, level: stated.join(' and '), weights }
}

/**
 * What wrong guesses of others take from a right fact, in bits. A guess helps who knows nothing; who knows the value
 * better than a stranger gains that much less. Bounded, so that nobody empties an owner's facts by sending nonsense.
 *
 * @param better how much likelier than a stranger the class is to state the exact value, in bits
 */
function guessCost(guesses: number, weight: number, better: number, policy: Policy): number {
  if (!policy.guesses) return Math.min(weight, Math.log2(1 + guesses))
  const { bitsAtMost, shareAtMost } = policy.guesses
  return Math.min(Math.log2(1 + guesses * 2 ** -Math.max(0, better)), bitsAtMost, shareAtMost * weight)
}

/** The weight of each level against each class; null where it depends on how common the account's value is. */
type Rows = ByClass<readonly number[] | null>

/** Rows depend on nothing but the policy and the visibility, so they are computed once for each policy. */
const rowsByPolicy = new WeakMap<Policy, Map<FactNumbers, Partial<Record<Subject['visibility'], Rows>>>>()

function rowsOf(kind: string, numbers: FactNumbers, subject: Subject, policy: Policy): Rows {
  const ofPolicy = rowsByPolicy.get(policy) ?? new Map<FactNumbers, Partial<Record<Subject['visibility'], Rows>>>()
  const ofFact = ofPolicy.get(numbers) ?? {}
  const before = ofFact[subject.visibility]
  if (before) return before
  const rows = byClass((attacker) => {
    const cells = shownTo(numbers.k[attacker], subject)
    return cells.includes('frequency') ? null : weighLevels(kind, numbers, cells, subject, policy)
  })
  rowsByPolicy.set(policy, ofPolicy.set(numbers, { ...ofFact, [subject.visibility]: rows }))
  return rows
}

function weighLevels(
  kind: string,
  numbers: FactNumbers,
  cells: readonly (number | 'frequency')[],
  subject: Subject,
  policy: Policy,
): readonly number[] {
  const raw = rawWeights(kind, numbers, cells, subject, policy)
  const exact = clamp(cellAt(raw, 0, kind), 0, policy.caps.fact)
  return raw.map((weight, index) => clampLevel(numbers.clamps[index], weight, exact))
}

/** log2 of m / u for each level, as the tables have it. */
function rawWeights(
  kind: string,
  numbers: FactNumbers,
  cells: readonly (number | 'frequency')[],
  subject: Subject,
  policy: Policy,
): number[] {
  const chances = attackerChances(
    cells.map((cell) => (cell === 'frequency' ? frequencyOf(kind, subject, policy) : cell)),
    policy,
  )
  return numbers.m.map((chance, index) => Math.log2(chance / cellAt(chances, index, kind)))
}

/** What a stated level would weigh without the clamps: only to show what they are for. */
export function weighUnclamped(kind: string, level: string, subject: Subject, policy: Policy): ByClass {
  const numbers = policy.facts[kind]
  if (!numbers) throw new Error(`Policy ${policy.version} has no numbers for "${kind}"`)
  const column = numbers.levels.indexOf(level)
  return byClass((attacker) =>
    cellAt(rawWeights(kind, numbers, shownTo(numbers.k[attacker], subject), subject, policy), column, kind),
  )
}

/** What a level is worth at most and at least, so that blurring or falsifying never pays. */
function clampLevel(kind: FactNumbers['clamps'][number] | undefined, weight: number, exact: number): number {
  if (kind === 'exact') return exact
  if (kind === 'coarse') return clamp(weight, 0, exact)
  if (kind === 'slip') return Math.min(weight, exact)
  return Math.min(weight, 0)
}

/** The chance that an attacker states each level, the wrong value (always last) included. */
function attackerChances(known: readonly number[], { floors, wrong }: Policy): number[] {
  const knows = Math.min(
    1,
    known.reduce((total, share) => total + share, 0),
  )
  const bluffs = wrong.bluff * Math.max(floors.unknown, 1 - knows)
  return [...known.map((share) => Math.max(share, floors.chance)), bluffs / (wrong.tell * knows + bluffs)]
}

function frequencyOf(kind: string, { frequency }: Subject, { floors }: Policy): number {
  const share = kind === 'nickname' || kind === 'city' ? frequency[kind] : 0
  return Math.max(share, floors.frequency)
}

/** All answers together are one fact. */
function weighAnswers(
  { right, wrong }: { right: number; wrong: number },
  subject: Subject,
  policy: Policy,
): WeighedFact {
  const { owner, attackers } = policy.answers
  const weights = byClass((attacker) => {
    const chance = shownTo(attackers[attacker], subject)
    const gain = Math.max(0, Math.log2(owner / chance))
    const loss = Math.min(0, Math.log2((1 - owner) / (1 - chance)))
    return Math.min(policy.caps.fact, right * gain + wrong * loss)
  })
  return { kind: 'security_answers', level: `${right} of ${right + wrong}`, weights }
}

/** A cell that depends on what the account shows to everybody, or does not. */
function shownTo<T extends number | readonly unknown[]>(
  cell: T | { public: T; private: T },
  { visibility }: Subject,
): T {
  return typeof cell === 'object' && 'public' in cell ? cell[visibility] : (cell as T)
}

function cellAt(row: readonly number[], index: number, of: string): number {
  const cell = row[index]
  if (cell === undefined) throw new Error(`The policy has no cell for "${of}"; its levels and the comparison's differ`)
  return cell
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
