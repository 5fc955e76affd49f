import { expect, test } from 'vitest'
import { valuesOf } from '#tests/claims/read-claims.ts'

test.each([
  ['i forgot the password of 81024377. thanks'],
  ['I do not remember my password for 81024377'],
  ['The password to number 81024377 is lost.'],
  ['Please reset 81024377.'],
  ['Please reset it for 81024377 today.'],
  ['Could you unlock 81024377 for me?'],
  ['I need to recover 81 024 377, thank you.'],
  ['I own 81024377.'],
  ['I am the owner of 81024377.'],
  ['81024377 is mine.'],
  ['81024377 belongs to me'],
  ['It is me, number 81024377.'],
  ["It's Mei again, number 81024377. Nothing has come."],
  ['This is Mei, 81024377.'],
  ['I have number 81024377.'],
  ['My name is Mei, please help, number 81024377.'],
  ['Number 81024377; I live in Chengdu'],
  ['Hello, number 81024377, I lost my password.'],
  ['I can not get into number 81024377 any more.'],
  ['this is my account: 81024377'],
  ['This account is mine as well: 81024377.'],
  ['the account 81024377 is private'],
  ['Sorry, here is the number that was missing in my mail: 81024377.'],
  ['The number you asked for is 81024377.'],
  ['The number I forgot to mention: 81024377'],
  ['Account 81024377, nickname Raindrop, please'],
  ['请重置81024377的密码'],
  ['麻烦帮我解封 81024377，谢谢'],
  ['81024377的密码忘了'],
  ['我忘了81024377的密码'],
  ['81024377是我的，请帮忙'],
  ['81024377这个号是我的'],
  ['81024377被盗了'],
  ['81024377 登不上了'],
  ['我就是81024377，上次漏写了'],
  ['我是81024377的主人'],
])('"%s" names an account', (text) => {
  expect(valuesOf(text, 'account_identifier')).toEqual(['81024377'])
})

test.each([
  ['I write for my mother, she has number 60917733.'],
  ['I write for my friend Bo, who forgot the password. His number is 60917733.'],
])('a number of the one for whom the mail is written is the account: "%s"', (text) => {
  expect(valuesOf(text, 'account_identifier')).toEqual(['60917733'])
})

test.each([
  ['The group that number 60917733 leads sends advertising.'],
  ['Number 60917733 sends me insults every day.'],
  ['The user 60917733 sends me insulting messages'],
  ['The account 60917733 is a scam, please close it.'],
  ['I want to report number 60917733.'],
  ['I report the account 60917733 for fraud.'],
  ['Account 60917733 keeps threatening my sister.'],
  ['She has number 60917733.'],
  ['He owns 60917733.'],
  ['I own 20000 bitcoins.'],
  ['My friend Bo, number 10422871, told me to write.'],
  ['I live in the long street, number 10422.'],
  ['60917733 is not mine.'],
  ['I do not own 60917733.'],
  ['Somebody forgot the password of 60917733, not I.'],
  ['Please reset 3 things within 60917 hours.'],
  ['Please send 60917733 dollars.'],
  ['The number of the stranger is 60917733.'],
  ['My phone: please reset it, number 60917733 of my invoice 2.'],
  ['我要举报号码 60917733，冒充客服骗钱'],
  ['投诉账号60917733，天天骚扰我'],
  ['账号60917733一直在群里骂人'],
  ['号码60917733骗了我五百元'],
  ['我不是60917733'],
  ['60917733不是我的号'],
  ['我被60917733骗了'],
])('"%s" names no account of the writer', (text) => {
  expect(valuesOf(text, 'account_identifier')).toEqual([])
})

test('what the writer’s own account does since it was taken does not make it a stranger’s', () => {
  expect(valuesOf('My account 81024377 sends spam to my friends.', 'account_identifier')).toEqual(['81024377'])
  expect(valuesOf('我的账号81024377被盗了，一直在骗我的好友', 'account_identifier')).toEqual(['81024377'])
})
