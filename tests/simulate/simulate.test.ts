import { beforeAll, expect, test } from 'vitest'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { drawsFrom } from '#scripts/simulate/draws.ts'
import { drawPopulation, knowEachOther } from '#scripts/simulate/population.ts'
import { printedReport } from '#scripts/simulate/print-report.ts'
import { type Report, simulate } from '#scripts/simulate/simulate.ts'
import { drawWorld } from '#scripts/simulate/world.ts'

const small = { accounts: 200, cases: 800, seeds: [1, 2], rounds: 10, noise: 0.25, policy: shippedPolicy }
let report: Report

beforeAll(() => {
  report = simulate(small, () => {})
}, 60_000)

test('the same seeds give the same report', () => {
  const tiny = { ...small, cases: 40, rounds: 3 }
  const once = simulate(tiny, () => {})
  expect(simulate(tiny, () => {})).toEqual(once)
  expect(simulate({ ...tiny, seeds: [3, 4] }, () => {})).not.toEqual(once)
}, 60_000)

test('the model is ahead of every baseline where the score decides', () => {
  const { model, points, from, from_dmarc, fs_stranger } = report.routes.other.asked
  for (const baseline of [points, from, from_dmarc, fs_stranger]) {
    expect(model?.auc?.value).toBeGreaterThan(baseline?.auc?.value ?? 1)
  }
})

test('nobody is told apart by the From field on the route where all of them write from elsewhere', () => {
  expect(report.routes.other.asked.from?.auc?.value).toBeCloseTo(0.5, 1)
})

test('asking tells owners and attackers better apart', () => {
  const { asked, unasked } = report.routes.other
  expect(asked.model?.auc?.value).toBeGreaterThan(unasked.model?.auc?.value ?? 1)
})

test('every case ends in exactly one way', () => {
  for (const { approve, propose, ask, deny, stop } of Object.values(report.policy)) {
    const total = [approve, propose, ask, deny, stop].reduce((sum, figure) => sum + (figure?.value ?? 0), 0)
    expect(total).toBeCloseTo(1, 9)
  }
})

test('owners without a mailbox are proposed, strangers never', () => {
  expect(report.policy.lostMailbox?.propose?.value).toBeGreaterThan(0.05)
  expect(report.policy.blind?.propose?.value).toBe(0)
  expect(report.adaptive.by_class.blind?.value).toBe(0)
})

test('the tables name every route, class and figure', () => {
  const printed = printedReport(report)
  for (const word of [
    'registered route, unasked',
    'other route, asked',
    'lostMailbox',
    'acquaintance',
    'fs_stranger',
  ]) {
    expect(printed).toContain(word)
  }
  expect(printed).not.toMatch(/NaN|undefined/)
})

test('two friends know each other whoever asks, and more often inside a circle', () => {
  const accounts = drawPopulation(drawsFrom(2), 50)
  const ties = { inside: [0, 0], outside: [0, 0] } as Record<'inside' | 'outside', [number, number]>
  for (const account of accounts) {
    for (let one = 0; one < account.circleOf.length; one += 1) {
      for (let other = one + 1; other < account.circleOf.length; other += 1) {
        const tied = knowEachOther(account, one, other)
        expect(knowEachOther(account, other, one)).toBe(tied)
        const where = ties[account.circleOf[one] === account.circleOf[other] ? 'inside' : 'outside']
        where[0] += Number(tied)
        where[1] += 1
      }
    }
  }
  expect(ties.inside[0] / ties.inside[1]).toBeCloseTo(0.7, 1)
  expect(ties.outside[0] / ties.outside[1]).toBeCloseTo(0.03, 2)
})

test('a drawn world differs from the policy, and not at all without noise', () => {
  const { birth_date } = drawWorld(drawsFrom(1), shippedPolicy, 0).facts
  const moved = drawWorld(drawsFrom(1), shippedPolicy, 0.5).facts.birth_date
  expect(birth_date?.owner).toEqual(shippedPolicy.facts.birth_date?.m.map((chance) => expect.closeTo(chance, 9)))
  expect(moved?.owner).not.toEqual(birth_date?.owner)
  expect(moved?.owner.reduce((total, chance) => total + chance, 0)).toBeCloseTo(1, 9)
})
