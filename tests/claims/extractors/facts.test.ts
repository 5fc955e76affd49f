import { expect, test } from 'vitest'
import type { ClaimKind } from '#app/claims/claim.ts'
import { valuesOf } from '#tests/claims/read-claims.ts'

const stated: readonly [ClaimKind, string, string][] = [
  ['real_name', 'My name is Mei Lin and I lost my password.', 'Mei Lin'],
  ['real_name', 'my name is mei lin and i lost my password', 'mei lin'],
  ['real_name', 'Full name: Chen Jianguo', 'Chen Jianguo'],
  ['real_name', 'Name: Mei Lin', 'Mei Lin'],
  ['real_name', '我叫林梅，密码忘了', '林梅'],
  ['real_name', '真實姓名：陳建國', '陳建國'],
  ['real_name', '姓名: Lin Mei', 'Lin Mei'],
  ['nickname', 'My nickname is Raindrop and I live in Chengdu.', 'Raindrop'],
  ['nickname', 'My nickname was "Little Rain Drop".', 'Little Rain Drop'],
  ['nickname', 'Nickname: ☆Raindrop☆', '☆Raindrop☆'],
  ['nickname', '昵称是小雨点，', '小雨点'],
  ['nickname', '我的暱稱是「小雨點」', '小雨點'],
  ['nickname', '网名：小雨点 性别女', '小雨点'],
  ['gender', 'Gender: female', 'female'],
  ['gender', "I'm a man from Dalian", 'male'],
  ['gender', '性别：男', 'male'],
  ['gender', '林梅，女，成都人', 'female'],
  ['gender', '我是女生', 'female'],
  ['city', 'I live in Chengdu.', 'Chengdu'],
  ['city', 'I live in New York, thanks', 'New York'],
  ['city', 'City: chengdu', 'chengdu'],
  ['city', '我住在成都。', '成都'],
  ['city', '城市：成都市', '成都'],
  ['city', '我是大连人，', '大连'],
  ['city', '所在地：臺北', '臺北'],
  ['province', 'Province: Sichuan', 'Sichuan'],
  ['province', '地区：四川省成都市', '四川'],
  ['city', '地区：四川省成都市', '成都'],
  ['country', 'Country: China', 'China'],
  ['country', 'My account name was meilin, from South Africa.', 'South Africa'],
  ['phone', 'Phone: +44 7700 900123', '+447700900123'],
  ['phone', 'My mobile number was 0044 7700 900123', '+447700900123'],
  ['phone', 'The phone number on my account ends in 4455.', '4455'],
  ['phone', 'My phone was 0411-8888-1234.', '041188881234'],
  ['phone', '手机号：138 0013 8000', '+8613800138000'],
  ['phone', '綁定的手機是13800138000', '+8613800138000'],
  ['phone', '手机尾号8000', '8000'],
  ['sign_up', 'I signed up in 2009.', '2009'],
  ['sign_up', 'I registered my account back in June 2010, I think.', '2010-06'],
  ['sign_up', 'Account created on 3 May 2003', '2003-05-03'],
  ['sign_up', 'I have had this account since 2004.', '2004'],
  ['sign_up', '2009年注册的', '2009'],
  ['sign_up', '注册时间：2009年3月', '2009-03'],
  ['sign_up', '註冊日期 2009-03-05', '2009-03-05'],
  ['security_answer', 'Security question: First pet?\nAnswer: Momo', 'First pet?\nMomo'],
  ['security_answer', '密保问题：我的小学？答案：光明小学。', '我的小学？\n光明小学'],
  ['blocked_number', 'I have blocked 99887766.', '99887766'],
  ['blocked_number', '99887766 is on my blacklist', '99887766'],
  ['blocked_number', '黑名单里有99887766', '99887766'],
]

test.each(stated)('%s is read in "%s"', (kind, text, value) => {
  expect(valuesOf(text, kind)).toEqual([value])
})

const notStated: readonly [ClaimKind, string][] = [
  ['real_name', 'My name is not on the account.'],
  ['real_name', 'Name:'],
  ['real_name', 'Username: meilin'],
  ['real_name', 'Thanks,\nMei Lin'],
  ['real_name', '我叫什么都忘了'],
  ['nickname', 'My nickname was changed.'],
  ['nickname', '昵称：'],
  ['nickname', '我的昵称被改了'],
  ['gender', 'Gender: male/female'],
  ['city', 'He knows where I live.'],
  ['city', 'I live in a small town.'],
  ['city', '城市：（请填写）'],
  ['country', 'Somebody signed in from China.'],
  ['phone', 'I lost my phone on 2024-03-05.'],
  ['phone', 'I have an iPhone 12.'],
  ['phone', 'My wife’s phone is +44 7700 900123.'],
  ['phone', '手机号也忘了'],
  ['sign_up', 'I registered about five years ago.'],
  ['sign_up', 'I registered in 2009 or 2010.'],
  ['sign_up', 'I last signed in in 2019.'],
  ['sign_up', 'I lost my phone in 2019.'],
  ['security_answer', 'Security question: [your question]\nAnswer: [your answer]'],
  ['security_answer', 'I have a question. What is the answer?'],
  ['blocked_number', 'My account 29433423 is blocked.'],
]

test.each(notStated)('no %s is read in "%s"', (kind, text) => {
  expect(valuesOf(text, kind)).toEqual([])
})

test('a place of three parts is three claims', () => {
  const text = 'I live in Chengdu, Sichuan, China.'
  expect(valuesOf(text, 'city', 'province', 'country')).toEqual(['Chengdu', 'Sichuan', 'China'])
})

test('a Chinese mobile number in a mail that is not Chinese has no sure country', () => {
  expect(valuesOf('Phone: 13800138000', 'phone')).toEqual(['13800138000'])
})
