import { expect, test } from 'vitest'
import { realName } from '#app/evidence/comparisons/real-name.ts'
import { levelsFor } from './levels.ts'

test.each([
  { name: 'Mei Lin', value: 'Mei Lin', level: 'exact' },
  { name: 'Mei Lin', value: 'ＭＥＩ  lin', level: 'exact' },
  { name: 'Mei Lin', value: 'Lin Mei', level: 'exact' },
  { name: 'Mei Lin', value: 'Ms. Mei Lin', level: 'exact' },
  { name: 'Mei Lin', value: 'Mei Lim', level: 'close' },
  { name: 'Mei Lin', value: 'Lin', level: 'surname' },
  { name: 'Mei Lin', value: 'Bo Lin', level: 'wrong' },
  { name: 'Mei Lin', value: 'Bo', level: 'wrong' },
  { name: '陈大伟', value: '陈大伟', level: 'exact' },
  { name: '陈大伟', value: 'Chen Dawei', level: 'exact' },
  { name: '陈大伟', value: 'Dawei Chen', level: 'exact' },
  { name: '陈大伟', value: 'Da-Wei CHEN', level: 'exact' },
  { name: 'Chen Dawei', value: '陈大伟', level: 'exact' },
  { name: '陈大伟', value: '陳大偉', level: 'close' },
  { name: '陈大伟', value: '陈大卫', level: 'close' },
  { name: '陈大伟', value: '陈', level: 'surname' },
  { name: '陈大伟', value: '陈先生', level: 'surname' },
  { name: '陈大伟', value: 'Chen', level: 'surname' },
  { name: '陈大伟', value: '陈小明', level: 'wrong' },
  { name: '陈大伟', value: 'Chen Xiaoming', level: 'wrong' },
  { name: '欧阳梅', value: 'Mei Ouyang', level: 'exact' },
  { name: '欧阳梅', value: 'Ouyang', level: 'surname' },
  { name: '欧阳梅', value: '欧', level: 'wrong' },
  { name: '吕梅', value: 'Lyu Mei', level: 'exact' },
  { name: '吕梅', value: 'Lv Mei', level: 'exact' },
])('$value for $name is $level', ({ name, value, level }) => {
  expect(levelsFor(realName, { real_name: value }, { realName: name })).toEqual([level])
})

test('a surname beside the whole name is no contradiction', () => {
  expect(levelsFor(realName, { real_name: ['Chen', 'Chen Dawei'] }, { realName: '陈大伟' })).toEqual(['exact'])
})

test('two names contradict each other', () => {
  expect(levelsFor(realName, { real_name: ['Mei Lin', 'Bo Lin'] })).toEqual(['exact', 'wrong'])
})

test('nothing is compared where no name is on file', () => {
  expect(levelsFor(realName, { real_name: 'Mei Lin' }, { realName: null })).toEqual([])
})
