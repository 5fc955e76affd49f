import { expect, test } from 'vitest'
import type { Bar } from '#app/evidence/assessment.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import { labelOf, sentenceFor, suspectSentence } from '#app/evidence/sentences.ts'
import { aSubject } from '#tests/factories/subject.ts'
import { randomFrom, randomSubject } from './random-subject.ts'

const bar = (kind: string, level: string | null, bits: number, alone: number | null = bits): Bar => ({
  kind,
  level,
  bits,
  alone,
})

test.each<{ drawn: Bar; en: string; zh: string }>([
  {
    drawn: bar('nickname', 'exact', 0.1, 0.5),
    en: 'Nickname exact; the public page shows it, so it adds little.',
    zh: '昵称完全一致；公开页面可见，作用不大。',
  },
  {
    drawn: bar('city', 'exact', 0, 0.4),
    en: 'City exact; whoever knows the facts above knows this too, so it adds little.',
    zh: '城市完全一致；知道以上信息的人也会知道，作用不大。',
  },
  {
    drawn: bar('birth_date', 'slip', 1.2),
    en: 'Birth date one slip away; it speaks for the owner.',
    zh: '出生日期只差一处笔误；支持是本人。',
  },
  {
    drawn: bar('phone', 'wrong', -2.5),
    en: 'Phone wrong; it speaks strongly against the owner.',
    zh: '电话不符；明显不支持是本人。',
  },
  {
    drawn: bar('birth_date', 'exact and wrong', -0.8),
    en: 'Birth date: values that contradict each other are stated, here or in another case of this claimant, and the least of them counts; it speaks against the owner.',
    zh: '出生日期：此人在本案或其他案件中的说法互相矛盾，按最不利的计算；不支持是本人。',
  },
  {
    drawn: bar('friend_numbers', '2 of 20, 4 more not read', -3),
    en: '2 of 20 listed numbers are friends that count, and 4 more were not read; it speaks strongly against the owner.',
    zh: '所列20个号码中有2个是有效好友，另有4个未读取；明显不支持是本人。',
  },
  {
    drawn: bar('friend_numbers', '3 of 7, 4 in another case', -1.5),
    en: '3 of 7 listed numbers are friends that count (4 listed in another case of this claimant); it speaks against the owner.',
    zh: '所列7个号码（其中4个列于此人的另一案件）中有3个是有效好友；不支持是本人。',
  },
  {
    drawn: bar('security_answers', '2 of 3', 2.5),
    en: '2 of 3 security answers right; it speaks strongly for the owner.',
    zh: '3个密保答案中有2个正确；明显支持是本人。',
  },
  {
    drawn: bar('sender', 'strong', 2.7),
    en: 'Written from the registered address, and its domain proves it; it speaks strongly for the owner.',
    zh: '由登记邮箱发出，其域名可以证实；明显支持是本人。',
  },
  {
    drawn: bar('prior', null, 2.5, null),
    en: 'Before anything is read, 85 in 100 recovery mails come from the owner.',
    zh: '未读邮件之前，每100封找回邮件中约有85封来自本人。',
  },
])('$en', ({ drawn, en, zh }) => {
  expect(sentenceFor(drawn)).toBe(en)
  expect(sentenceFor(drawn, null, 'zh')).toBe(zh)
})

test('the total says how many such mails owners write, and is never sure', () => {
  expect(sentenceFor(bar('total', null, 13, null), { probability: 0.99999 })).toBe(
    'All together: owners write 99.9 in 100 such mails.',
  )
  expect(sentenceFor(bar('total', null, -30, null), { probability: 1e-9 }, 'zh')).toMatch('0.1')
})

test('a kind that has no words of its own is called by its name', () => {
  expect(labelOf('favourite_colour')).toBe('Favourite colour')
  expect(sentenceFor(bar('favourite_colour', 'right', 1))).toBe('Favourite colour right; it speaks for the owner.')
})

test('the likeliest suspect is named with his share', () => {
  const { ifNot } = score(
    aSubject({ facts: { birth_date: 'exact', real_name: 'exact', city: 'exact' } }),
    shippedPolicy,
  )
  expect(suspectSentence({ ifNot })).toMatch(/^If this is not the owner, most likely an acquaintance \(\d+ %\)\.$/)
  expect(suspectSentence({ ifNot }, 'zh')).toMatch(/^如果不是本人，最可能是熟人（\d+%）。$/)
})

test('every bar of any case has one sentence in both languages, and none confirms an identity', () => {
  const random = randomFrom(3)
  for (let round = 0; round < 300; round += 1) {
    const { waterfall, probability } = score(randomSubject(random), shippedPolicy)
    for (const drawn of waterfall) {
      expect(sentenceFor(drawn, { probability })).toMatch(/^[^.\n]+(?:\.\d[^.\n]*)?\.$/)
      expect(sentenceFor(drawn, { probability })).not.toMatch(/confirm|verified|identity|undefined|NaN/i)
      expect(sentenceFor(drawn, { probability }, 'zh')).toMatch(/^[^。\n]+。$/)
    }
  }
})
