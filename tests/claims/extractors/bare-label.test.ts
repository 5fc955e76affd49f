import { expect, test } from 'vitest'
import type { ClaimKind } from '#app/claims/claim.ts'
import { valuesOf } from '#tests/claims/read-claims.ts'

const stated: readonly [ClaimKind, string, string][] = [
  ['nickname', 'Nickname 小雨点, city Chengdu.', '小雨点'],
  ['nickname', 'Account 81024377, nickname Raindrop, please reset the password.', 'Raindrop'],
  ['nickname', 'Number 81024377. Nickname rain_drop. Real name Mei Lin.', 'rain_drop'],
  ['nickname', 'The number is 81024377, nickname Panda.\n\nPlease unlock it', 'Panda'],
  ['nickname', 'Nickname Little Rain; city Dalian', 'Little Rain'],
  ['nickname', 'my account is 81024377 and nickname Moon77', 'Moon77'],
  ['city', 'Nickname 小雨点, city Chengdu.', 'Chengdu'],
  ['city', 'nickname Rocky789, city Perth', 'Perth'],
  [
    'city',
    'Hello, this is it. Nickname Rocky789, city Perth, I am sure about the rest too, there is a lot that I remember of it.',
    'Perth',
  ],
  ['city', 'Nickname Rocky, city New York, born 1988', 'New York'],
  ['city', '号码81024377，昵称风，城市成都，谢谢', '成都'],
  ['city', '昵称 风，城市 大连。', '大连'],
  ['real_name', 'Nickname Bluebird. Real name Mei Lin. Thanks', 'Mei Lin'],
  ['nickname', '昵称原来是风1337，现在被改成别的了', '风1337'],
  ['nickname', '我的昵称以前叫小雨点，后来换了', '小雨点'],
  ['nickname', '網名一直是小雨點', '小雨點'],
  ['nickname', 'My nickname used to be Raindrop.', 'Raindrop'],
  ['city', 'City then: Dalian', 'Dalian'],
  ['birth_date', 'I remember my birthday on that account, it should be in 1958.', '1958'],
  ['birth_date', 'The birthday on the account is 12 March 1988.', '1988-03-12'],
  ['sign_up', 'Sign-up: spring 2017', '2017'],
  ['sign_up', 'Signed up: 2016', '2016'],
  ['sign_up', 'Signed up in autumn 2011', '2011'],
  ['sign_up', 'Account: 81024377. I have had it since 2025 and never changed it.', '2025'],
  ['sign_up', 'My account is 81024377. I have been using it since May 2011.', '2011-05'],
]

test.each(stated)('%s is read in "%s"', (kind, text, value) => {
  expect(valuesOf(text, kind)).toEqual([value])
})

const notStated: readonly [ClaimKind, string][] = [
  ['nickname', 'Nickname please, and number.'],
  ['nickname', 'I forgot my account, nickname and city.'],
  ['nickname', 'Account, nickname, city: I forgot all of it.'],
  ['nickname', 'What do you need, nickname or city?'],
  ['nickname', 'I remember the city, nickname I do not.'],
  ['nickname', 'Nickname Please tell me what you need.'],
  ['nickname', 'My old nickname Somebody has changed it.'],
  ['nickname', 'Account 81024377, nickname Unknown.'],
  ['nickname', 'Account 81024377, nickname Forgotten, sorry.'],
  ['nickname', 'number, nickname City, phone'],
  ['nickname', 'His account, nickname Rocky, spams me.'],
  ['nickname', 'A friend of mine, nickname Rocky, told me about you.'],
  ['city', 'City hall, City Hall.'],
  ['city', '好友昵称小雨点，城市成都'],
  ['nickname', '昵称突然变了'],
  ['nickname', '昵称原来的已经没了'],
  ['nickname', '我的昵称现在是别人改的'],
  ['nickname', '我忘了昵称和城市'],
  ['city', 'city or town'],
  ['city', 'Which city, Please?'],
  ['city', 'In my city The post is slow.'],
  ['city', 'I forgot the number, city Unknown.'],
  ['city', '我在群里发广告'],
  ['city', '好友说我在网吧上网，其实没有'],
  ['city', '我在上班，不方便接电话'],
  ['city', '我在群里。'],
  ['city', '城市变化很大'],
  ['sign_up', 'My phone is broken. I have had it since 2019.'],
  ['sign_up', 'My mailbox is gone, I had it since 2009.'],
  ['birth_date', 'My birthday, it was in 2019 that I noticed.'],
  ['birth_date', 'I forgot the birthday on that account, it was 2019 when I saw it.'],
]

test.each(notStated)('no %s is read in "%s"', (kind, text) => {
  expect(valuesOf(text, kind)).toEqual([])
})

test('a city after "I am in" is read where it is surely one', () => {
  expect(valuesOf('我在成都，手机丢了', 'city')).toEqual(['成都'])
  expect(valuesOf('我在乐山市住', 'city')).toEqual(['乐山'])
})
