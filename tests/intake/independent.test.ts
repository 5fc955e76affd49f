import { expect, test } from 'vitest'
import { countIndependent, type Involvement } from '#app/intake/independent.ts'

const mail = (changes: string[], looksAt: string[] = [], alone = false): Involvement => ({ changes, looksAt, alone })

test.each([
  ['mails about different things go together', [mail(['a']), mail(['b']), mail(['c'])], 3],
  ['a mail that changes what one before it changes waits', [mail(['a']), mail(['b']), mail(['a'])], 2],
  ['a mail that looks at what one before it changes waits', [mail(['a']), mail(['b'], ['a'])], 1],
  ['a mail that changes what one before it looked at waits', [mail(['a'], ['b']), mail(['b'])], 1],
  ['two that look at the same thing go together', [mail(['a'], ['x']), mail(['b'], ['x'])], 2],
  ['a mail nobody knows enough of goes alone', [mail(['a'], [], true), mail(['b'])], 1],
  ['and the ones before it go without it', [mail(['a']), mail(['b']), mail(['c'], [], true)], 2],
  ['there is nothing to do for no mails', [], 0],
])('%s', (_, mails, count) => {
  expect(countIndependent(mails)).toBe(count)
})
