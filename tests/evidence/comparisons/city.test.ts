import { expect, test } from 'vitest'
import { city } from '#app/evidence/comparisons/city.ts'
import { levelsFor, type Stated } from './levels.ts'

const chengdu = { city: '成都', province: '四川' }

test.each<{ stated: Stated; levels: string[]; says: string }>([
  { stated: { city: '成都' }, levels: ['exact'], says: 'the city itself' },
  { stated: { city: '成都市' }, levels: ['exact'], says: 'the city with its ending' },
  { stated: { city: 'Chengdu' }, levels: ['exact'], says: 'the city in pinyin' },
  { stated: { city: 'Cheng du City' }, levels: ['exact'], says: 'the city in pinyin with its ending' },
  { stated: { city: '四川省' }, levels: ['province'], says: 'the province named as a city' },
  { stated: { province: 'Sichuan' }, levels: ['province'], says: 'the province alone' },
  { stated: { city: 'Chengdu', province: 'Sichuan' }, levels: ['exact'], says: 'city and province, both right' },
  { stated: { city: ['成都', 'Chengdu'] }, levels: ['exact'], says: 'the city in two scripts' },
  { stated: { city: '重庆' }, levels: ['wrong'], says: 'another city' },
  { stated: { province: '河北' }, levels: ['wrong'], says: 'another province' },
  {
    stated: { city: '重庆', province: '四川' },
    levels: ['province', 'wrong'],
    says: 'another city beside the province',
  },
  { stated: { city: '成都', province: '河北' }, levels: ['exact', 'wrong'], says: 'the city in another province' },
  { stated: { city: ['成都', '重庆', '北京'] }, levels: ['exact', 'wrong'], says: 'a list of cities' },
  { stated: { city: '市' }, levels: ['wrong'], says: 'an ending without a name' },
])('$says: $levels', ({ stated, levels }) => {
  expect(levelsFor(city, stated, chengdu)).toEqual(levels)
})

test('a place written in pinyin on file is found in Chinese', () => {
  expect(levelsFor(city, { city: '西安市' }, { city: "Xi'an", province: 'Shaanxi' })).toEqual(['exact'])
})

test('a region is found without its ending', () => {
  expect(levelsFor(city, { province: '广西壮族自治区' }, { city: '南宁', province: '广西' })).toEqual(['province'])
})

test('a province is not compared where only the city is on file', () => {
  expect(levelsFor(city, { province: '河北' }, { city: '成都', province: null })).toEqual([])
})

test('nothing is compared where no city is on file', () => {
  expect(levelsFor(city, { city: '成都' }, { city: null, province: '四川' })).toEqual([])
})
