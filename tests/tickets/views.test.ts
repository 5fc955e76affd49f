import { expect, test } from 'vitest'
import { defaultFilter } from '#app/tickets/queue.ts'
import { viewOf } from '#app/tickets/views.ts'

const views = [
  { name: 'Chinese waves', query: '?tag=wave&view=undecided&language=zh' },
  { name: 'Frozen, wide', query: '?view=frozen&columns=number,subject' },
  { name: 'Frozen too', query: '?view=frozen' },
]

test.each([
  [{ view: 'undecided', language: 'zh', tag: 'wave' } as const, 'Chinese waves'],
  [{ view: 'frozen' } as const, 'Frozen, wide'],
  [{ view: 'undecided', tag: 'wave' } as const, undefined],
  [{}, undefined],
])('a list that was kept is called as it was kept, in whatever order its query is written: %o', (filter, name) => {
  expect(viewOf(views, { ...defaultFilter, ...filter })?.name).toBe(name)
})
