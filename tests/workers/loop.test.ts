import { expect, test } from 'vitest'
import { repeat, rest } from '#workers/loop.ts'
import { plainError } from '#workers/process.ts'

test('a loop works while there is work, rests when idle, outlives a failure, and stops when told', async () => {
  const stop = new AbortController()
  const outcomes = [true, 'fail', true, false, true]
  const faults: unknown[] = []
  let steps = 0
  await repeat(
    async () => {
      const outcome = outcomes[steps]
      steps += 1
      if (steps === outcomes.length) stop.abort()
      if (outcome === 'fail') throw new Error('broken mail')
      return outcome as boolean
    },
    { restMs: 1, signal: stop.signal, onError: (error) => faults.push(error) },
  )
  expect(steps).toBe(5)
  expect(faults).toHaveLength(1)
})

test('a rest ends at once when told to stop', async () => {
  const stop = new AbortController()
  const resting = rest(60_000, stop.signal)
  stop.abort()
  await resting
})

test('what is logged of a database error holds no value that was to be written', () => {
  const cause = Object.assign(new Error('duplicate key (address)=(mei@example.com)'), {
    code: '23505',
    constraint_name: 'c',
  })
  const error = Object.assign(new Error('Failed query: insert ... params: mei@example.com', { cause }), {
    query: 'insert',
  })
  const said = plainError(error)
  expect(said).toMatchObject({ code: '23505', constraint: 'c' })
  expect(JSON.stringify(said)).not.toContain('mei@')
})
