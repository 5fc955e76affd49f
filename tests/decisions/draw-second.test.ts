import { expect, test } from 'vitest'
import { drawSecond } from '#app/decisions/draw-second.ts'

const key = new Uint8Array(32).fill(7)
const evidenceHash = new Uint8Array(32).fill(1)
const drawing = { ticketId: 20_417, evidenceHash, turn: 0 }
const people = ['sol', 'ida', 'tom', 'uli']

test('the same drawing gives the same person, in whatever order the people stand', () => {
  const drawn = drawSecond(key, drawing, people, ['ana'])
  expect(people).toContain(drawn)
  expect(drawSecond(key, drawing, people.toReversed(), ['ana'])).toBe(drawn)
})

test('the proposer is never drawn, and where he is alone nobody is', () => {
  for (let ticketId = 1; ticketId <= 200; ticketId += 1)
    expect(drawSecond(key, { ...drawing, ticketId }, people, ['sol'])).not.toBe('sol')
  expect(drawSecond(key, drawing, ['sol'], ['sol'])).toBeNull()
  expect(drawSecond(key, drawing, [], [])).toBeNull()
})

test('everybody is drawn about equally often', () => {
  const drawn = Array.from({ length: 4_000 }, (_, ticketId) => drawSecond(key, { ...drawing, ticketId }, people, []))
  for (const person of people) {
    const share = drawn.filter((one) => one === person).length / drawn.length
    expect(share).toBeGreaterThan(0.22)
    expect(share).toBeLessThan(0.28)
  }
})

test('whoever lacks the key, or changes case, evidence or turn, gets another draw', () => {
  const draws = (given: Partial<typeof drawing>, by = key) =>
    Array.from({ length: 64 }, (_, at) => drawSecond(by, { ...drawing, ticketId: at, ...given }, people, [])).join()
  const usual = draws({})
  expect(draws({ turn: 1 })).not.toBe(usual)
  expect(draws({ evidenceHash: new Uint8Array(32).fill(2) })).not.toBe(usual)
  expect(draws({}, new Uint8Array(32).fill(8))).not.toBe(usual)
})
