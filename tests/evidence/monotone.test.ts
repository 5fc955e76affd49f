import { beforeAll, expect, test } from 'vitest'
import { attackerClasses } from '#app/evidence/assessment.ts'
import { comparisons } from '#app/evidence/comparisons/index.ts'
import policyV1 from '#app/evidence/policies/policy-v1.json' with { type: 'json' }
import { type Policy, readPolicy, shippedPolicy } from '#app/evidence/policy.ts'
import { type Score, score } from '#app/evidence/score.ts'
import type { ListedFriend, Subject } from '#app/evidence/subject.ts'
import { factKinds, pick, type Random, randomFrom, randomSubject } from './random-subject.ts'

// Nobody gains by leaving out, blurring or falsifying, and nobody loses by a further truth.
const policies: readonly Policy[] = [shippedPolicy, readPolicy(policyV1)]
let policy = shippedPolicy
const cases = Number(process.env.PROPERTY_CASES ?? 5_000)
const random: Random = randomFrom(Number(process.env.PROPERTY_SEED ?? 7))
const timeoutMs = 60_000 + cases * 10

/** Broken rules with the first subject that broke each. */
const broken = new Map<string, string>()
const checks = new Map<string, number>()

beforeAll(() => {
  for (let index = 0; index < cases; index += 1) {
    const subject = randomSubject(random)
    for (policy of policies) {
      const before = score(subject, policy)
      checkBars(subject, before)
      checkFact(subject)
      checkContradiction(subject)
      checkAnswers(subject, before)
      checkFriends(subject, before)
      checkGuesses(subject)
    }
  }
}, timeoutMs)

test.each([
  'the bars add up to the total',
  'cap and context only lower the score',
  'a fact that is not stated has neither bar nor weight',
  'an exact value never lowers a margin or the total',
  'a coarse value never lowers a margin or the total',
  'a wrong value never raises a margin or the total',
  'no level beats the exact value',
  'values that contradict each other never beat any one of them',
  'a right answer never lowers a margin or the total',
  'a wrong answer never raises a margin or the total',
  'a further right friend never lowers a margin or the total',
  'a friend of half weight never beats one of full weight',
  'a friend of no weight never helps',
  'a wrong friend number never helps',
  'a blacklisted number never helps',
  'a friend number listed twice counts once',
  'a further guess of others never raises a margin or the total',
  'guesses of others cost a margin at most log2(1 + n) bits a fact',
  'every figure is finite',
])('%s', (rule) => {
  expect(checks.get(rule) ?? 0).toBeGreaterThanOrEqual(cases / 2)
  expect(broken.get(rule)).toBeUndefined()
})

function checkBars(subject: Subject, { waterfall, prior, evidence, capped, context, bits, margins, ifNot }: Score) {
  const bars = waterfall.slice(0, -1)
  const total = bars.reduce((sum, bar) => sum + bar.bits, 0)
  const near = (one: number, other: number) => Math.abs(one - other) < 1e-9
  expectRule('the bars add up to the total', subject, near(total, bits) && near(prior + capped + context, bits))
  expectRule(
    'cap and context only lower the score',
    subject,
    capped <= evidence + 1e-9 && context <= 0 && context >= policy.context.floor,
  )
  const drawn = bars.map(({ kind }) => kind)
  const unstated = factKinds.filter((kind) => subject.facts[kind] === undefined)
  expectRule(
    'a fact that is not stated has neither bar nor weight',
    subject,
    unstated.every((kind) => !drawn.includes(kind)),
  )
  const figures = [bits, ...Object.values(margins), ...Object.values(ifNot), ...bars.map((bar) => bar.bits)]
  expectRule('every figure is finite', subject, figures.every(Number.isFinite))
}

/** Every level of one fact against the same subject without it. */
function checkFact(subject: Subject) {
  const kind = pick(factKinds, random)
  const { levels, clamps } = numbersOf(kind)
  const none = score(withFact(subject, kind, []), policy)
  const results = levels.map((level) => score(withFact(subject, kind, [level]), policy))
  const [exact] = results as [Score]
  results.forEach((result, index) => {
    const clamp = clamps[index]
    if (clamp === 'exact')
      expectRule('an exact value never lowers a margin or the total', subject, atMost(none, result))
    if (clamp === 'coarse')
      expectRule('a coarse value never lowers a margin or the total', subject, atMost(none, result))
    if (clamp === 'wrong') expectRule('a wrong value never raises a margin or the total', subject, atMost(result, none))
    expectRule('no level beats the exact value', subject, atMost(result, exact))
  })
}

function checkContradiction(subject: Subject) {
  const kind = pick(factKinds, random)
  const stated = [0, 1, 2].map(() => pick(numbersOf(kind).levels, random))
  const all = score(withFact(subject, kind, stated), policy)
  const singles = stated.map((level) => score(withFact(subject, kind, [level]), policy))
  expectRule(
    'values that contradict each other never beat any one of them',
    subject,
    singles.every((single) => atMost(all, single)),
  )
}

function checkAnswers(subject: Subject, before: Score) {
  const { right, wrong } = subject.answers ?? { right: 0, wrong: 0 }
  const more = score({ ...subject, answers: { right: right + 1, wrong } }, policy)
  const less = score({ ...subject, answers: { right, wrong: wrong + 1 } }, policy)
  expectRule('a right answer never lowers a margin or the total', subject, atMost(before, more))
  expectRule('a wrong answer never raises a margin or the total', subject, atMost(less, before))
}

/** A further number at the end of the list: a stranger to the others, one whom some know, one whom all know. */
function checkFriends(subject: Subject, before: Score) {
  const friends = subject.friends ?? { listed: [], ties: [] }
  const append = (entry: ListedFriend, ties: [string, string][] = []) =>
    score(
      { ...subject, friends: { ...friends, listed: [...friends.listed, entry], ties: [...friends.ties, ...ties] } },
      policy,
    )
  const bridge = friends.listed.filter(({ weight }) => weight).map(({ number }): [string, string] => ['new', number])
  for (const ties of [[], bridge.filter(() => random() < 0.4), bridge]) {
    const whole = append({ number: 'new', weight: 1 }, ties)
    const half = append({ number: 'new', weight: 0.5 }, ties)
    const none = append({ number: 'new', weight: 0 }, ties)
    expectRule('a further right friend never lowers a margin or the total', subject, atMost(before, half))
    expectRule('a further right friend never lowers a margin or the total', subject, atMost(before, whole))
    expectRule('a friend of half weight never beats one of full weight', subject, atMost(half, whole))
    expectRule('a friend of no weight never helps', subject, atMost(none, before))
  }
  expectRule('a wrong friend number never helps', subject, atMost(append({ number: 'new' }), before))
  expectRule('a blacklisted number never helps', subject, atMost(append({ number: 'new', blacklisted: true }), before))
  if (!subject.friends) return
  const again = append(pick(friends.listed, random))
  expectRule('a friend number listed twice counts once', subject, atMost(again, before) && atMost(before, again))
}

/** Guesses about one fact more, and about all of them without end. */
function checkGuesses(subject: Subject) {
  const kind = pick(factKinds, random)
  const unguessed = { ...subject, guesses: {} }
  const none = score(unguessed, policy)
  const some = 1 + Math.floor(2_000 * random() ** 3)
  const guessed = score({ ...unguessed, guesses: { [kind]: some } }, policy)
  const more = score({ ...unguessed, guesses: { [kind]: some + 1 } }, policy)
  const rule = 'a further guess of others never raises a margin or the total'
  expectRule(rule, subject, atMost(guessed, none) && atMost(more, guessed))
  const most = Math.log2(1 + some) + 1e-9
  expectRule(
    'guesses of others cost a margin at most log2(1 + n) bits a fact',
    subject,
    attackerClasses.every((attacker) => none.margins[attacker] - guessed.margins[attacker] <= most),
  )
}

function withFact(subject: Subject, kind: string, levels: readonly string[]): Subject {
  const { [kind]: _fact, ...facts } = subject.facts
  const { [kind]: _others, ...contradicted } = subject.contradicted ?? {}
  const last = levels.at(-1)
  if (last === undefined) return { ...subject, facts, contradicted }
  return {
    ...subject,
    facts: { ...facts, [kind]: last },
    contradicted: { ...contradicted, [kind]: levels.slice(0, -1) },
  }
}

function numbersOf(kind: string) {
  const numbers = policy.facts[kind] ?? comparisons.find((one) => one.kind === kind)?.numbers
  if (!numbers) throw new Error(`Nothing has numbers for "${kind}"`)
  return numbers
}

/** Compares the total and every margin. */
function atMost(low: Score, high: Score): boolean {
  return (
    low.bits <= high.bits + 1e-9 &&
    attackerClasses.every((attacker) => low.margins[attacker] <= high.margins[attacker] + 1e-9)
  )
}

function expectRule(rule: string, subject: Subject, holds: boolean) {
  checks.set(rule, (checks.get(rule) ?? 0) + 1)
  if (!holds && !broken.has(rule)) broken.set(rule, `${policy.version}: ${JSON.stringify(subject)}`)
}
