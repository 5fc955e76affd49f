import { expect, test } from 'vitest'
import { valuesOf } from '#tests/claims/read-claims.ts'

const two = ['10422871', '33108254']

test.each([
  ['Some of my friends: 10422871, 33108254.', two],
  ['My friends are 10422871 and 33108254', two],
  ['Friends:\n10422871\n33108254\n', two],
  ['Friends:\n1. 10422871\n2. 33108254', two],
  ['Friends:\n- Bo 10422871\n- Ana: 33108254', two],
  ['Friends: Bo (10422871), Ana (33108254)', two],
  ['Friends: 10422871 (Bo), 33108254 (Ana)', two],
  ['Friends: 10 422 871, 33 108 254', two],
  ['Friends: 10422871 33108254', two],
  ['10422871 and 33108254 are friends of mine', []],
  ['10422871 and 33108254 are on my friend list', []],
  ['10422871、33108254都是我的好友', two],
  ['QQ好友有：10422871、33108254', two],
  ['好友号码 10422871，33108254', two],
  ['朋友：１０４２２８７１、３３１０８２５４', two],
  ['我的好友10422871和33108254可以作证', two],
  ['Proof, people on my list: 10422871, 33108254.', two],
  ['People in my contact list are 10422871 and 33108254', two],
  ['Friends on my list, from school, work and family:\n10422871\n33108254', two],
  ['Two friends I still know by heart: 10422871 and 33108254.', two],
  ['These are the friends whose numbers I could still find: 10422871, 33108254', two],
  ['我记得几个好友的号码，不知道够不够：\n10422871\n33108254', two],
  ['好友号码（同学、同事、家人）：\n10422871\n33108254\n', two],
  ['列表里还记得的好友，有些很久没联系了：10422871、33108254', two],
  ['老朋友的号码（按认识的先后）：10422871 33108254', two],
])('"%s" lists friends', (text, values) => {
  expect(valuesOf(text, 'friend_numbers').length).toBeGreaterThanOrEqual(values.length)
  if (values.length > 0) expect(valuesOf(text, 'friend_numbers')).toEqual(values)
})

test('numbers named as friends after the list are friends too', () => {
  expect(valuesOf('10422871 and 33108254 are my friends', 'friend_numbers')).toEqual(two)
  expect(valuesOf('10422871 and 33108254 are in my contact list', 'friend_numbers')).toEqual(two)
})

test.each([
  ['My friend owes me 10422871 dollars.'],
  ['Friends: [numbers of five friends]'],
  ["My friend's account is 10422871."],
  ["I don't remember my friends' numbers, 10422871 perhaps."],
  ['I sent my friends $120000 for order no. 55512345.'],
  ['My friends can be told on 13800138000.'],
  ['他的好友是10422871'],
  ['好友号码：'],
  ['有人加我的好友10422871'],
  ['My friend told me to write my number here: 10422871, 33108254'],
  ['My friends were robbed by these two: 10422871, 33108254'],
  ['A friend asked about two orders: 10422871, 33108254'],
  ['我的好友都被这两个人骗了：10422871、33108254'],
  ['朋友帮我查到订单：10422871、33108254'],
  ['My friends got strange mails.\n10422871\n33108254'],
])('"%s" lists none', (text) => {
  expect(valuesOf(text, 'friend_numbers')).toEqual([])
})

test('own number, phone and dates after the list are no friends', () => {
  const text = 'Friends: 10422871, 33108254. My number is 29433423, my phone is 0411 8888 1234, born 1988-03-12.'
  expect(valuesOf(text, 'friend_numbers')).toEqual(two)
  expect(valuesOf(text, 'account_identifier')).toEqual(['29433423'])
})

test('a friend number listed twice is one claim', () => {
  expect(valuesOf('Friends: 10422871, 33108254, 10422871', 'friend_numbers')).toEqual(two)
})

test('of a spray of numbers the first forty are kept in their order', () => {
  const numbers = Array.from({ length: 10_000 }, (_, index) => String(20_000_000 + index))
  expect(valuesOf(`My friends: ${numbers.join(', ')}`, 'friend_numbers')).toEqual(numbers.slice(0, 40))
})
