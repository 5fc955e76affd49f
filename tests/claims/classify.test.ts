import { expect, test } from 'vitest'
import { classify, type MailCategory } from '#app/claims/classify.ts'
import { extractClaims } from '#app/claims/extract.ts'
import { mailSaying } from './read-claims.ts'

const cases: readonly [MailCategory, string][] = [
  ['recovery', 'I forgot my password, please help me to get it back'],
  ['recovery', 'My account 81024377 was hacked and the thief scams my friends, please report him.'],
  ['recovery', 'I lost my phone and can not get into my account.'],
  ['recovery', '忘记密码了，请帮我找回'],
  ['recovery', '帳號被盜，對方冒充我騙我的好友'],
  ['recovery', 'Dear sir, I lost my password. Cheap offer, buy now at http://spam.example. My username is meilin.'],
  ['recovery', 'My number is 81024377, nickname Raindrop, I live in Chengdu.'],
  ['abuse', 'User 60917733 harasses me, please block him.'],
  ['abuse', 'Somebody pretends to be me with a fake profile.'],
  ['abuse', '我要举报，这个人骚扰我'],
  ['question', 'How do I change my password?'],
  ['question', 'Where can I see my blacklist?'],
  ['question', '请问怎么修改密码'],
  ['spam', 'Cheap backlinks and SEO, 50% off, buy now: http://spam.example/x Unsubscribe'],
  ['spam', '代开发票，优惠促销，加微信，点击链接 http://spam.example/x'],
  ['other', 'Thanks, everything works.'],
  ['other', 'Please delete my account raj_1990.'],
]

test.each(cases)('%s: "%s"', (category, text) => {
  const mail = mailSaying(text)
  expect(classify(mail, extractClaims(mail)).category).toBe(category)
})

test('the reason is a plain clause without words of the mail', () => {
  const mail = mailSaying('My username is meilin and I forgot my password.')
  expect(classify(mail, extractClaims(mail)).reason).toBe('it asks for a lost password or account')
})

test('marketing below the person’s words changes nothing', () => {
  const text = 'I forgot my password.\nBuy now, 50% off, http://spam.example http://spam.example unsubscribe'
  const mail = mailSaying(text, { reply: [{ start: 0, end: 22 }] })
  expect(classify(mail, extractClaims(mail)).category).toBe('recovery')
})
