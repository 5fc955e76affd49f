import { expect, test } from 'vitest'
import { nickname } from '#app/evidence/comparisons/nickname.ts'
import { levelsFor } from './levels.ts'

test.each([
  { held: 'Little Plum', value: 'Little Plum', level: 'exact' },
  { held: 'Little Plum', value: ' little  PLUM ', level: 'exact' },
  { held: 'Little Plum', value: 'Little\u200b Plum', level: 'exact' },
  { held: 'Little Plum', value: 'Litle Plum', level: 'close' },
  { held: 'Little Plum', value: 'little_plum', level: 'close' },
  { held: 'Little Plum', value: 'plum blossom', level: 'close' },
  { held: '老陈', value: 'Lao Chen', level: 'close' },
  { held: 'Little Plum', value: 'Big Pear', level: 'wrong' },
  { held: '老陈', value: '小陈', level: 'wrong' },
  { held: '♥♥', value: '★', level: 'wrong' },
])('$value for $held is $level', ({ held, value, level }) => {
  expect(levelsFor(nickname, { nickname: value }, { nickname: held })).toEqual([level])
})

test('nothing is compared where no nickname is on file', () => {
  expect(levelsFor(nickname, { nickname: 'Little Plum' }, { nickname: null })).toEqual([])
})
