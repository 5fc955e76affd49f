import { expect, test } from 'vitest'
import { type Difficulty, findDifficulty } from '#app/claims/difficult.ts'
import { mailSaying } from './read-claims.ts'

const cases: readonly [Difficulty | null, string][] = [
  ['self_harm', 'Without this account I have nothing left. I want to kill myself.'],
  ['self_harm', 'All my pictures of her are in there and I am going to end my life if they are gone.'],
  ['self_harm', 'i dont know what else to do, I no longer want to live'],
  ['self_harm', 'I have suicidal thoughts since somebody took it.'],
  ['self_harm', '号码找不回来，我真的不想活了'],
  ['self_harm', '我已经想自杀了，求你们帮帮我'],
  ['self_harm', 'Nobody answers. I dont want to live anymore'],
  ['self_harm', 'im going to kill myself'],
  ['self_harm', 'I feel like ending my life.'],
  ['self_harm', '我想自殺'],
  ['self_harm', '我想死，号码里有妈妈的照片'],
  ['self_harm', '再不还给我，我死给你们看'],
  ['self_harm', 'Ich will nicht mehr leben.'],
  ['self_harm', 'Je vais me suicider si je perds ces photos.'],
  ['self_harm', 'Sin mi cuenta no quiero vivir más, me quiero morir.'],
  ['self_harm', 'もう死にたい'],
  ['threat', '你們等着，我會殺了你'],
  ['legal', '三天後寄律師函'],
  ['minor', '我今年十二岁，密码忘了'],
  ['threat', 'Give me the account or I will find you and kill you.'],
  ['threat', 'I know where you live.'],
  ['threat', 'I’ll burn down your office if nobody answers.'],
  ['threat', 'My ex threatens to publish my photos if I do not pay.'],
  ['threat', 'He wrote that he will hurt my sister.'],
  ['threat', '再不给我解封，我一定找人弄死你们'],
  ['threat', '对方威胁要公开我的照片'],
  ['legal', 'Answer within ten days or I will take legal action.'],
  ['legal', 'Attached is a court order for the records of number 81024377.'],
  ['legal', 'We represent Mr Chen, who lost this number in May.'],
  ['legal', 'Under Article 15 of the GDPR I ask for all data that you hold.'],
  ['legal', 'My lawyer will write to you next.'],
  ['legal', '三天之内不回复，我就起诉你们'],
  ['legal', '请收到律师函后尽快处理'],
  ['legal', '派出所要求你们提供登录记录'],
  ['minor', 'I am 12 years old and I forgot my password.'],
  ['minor', "I'm in 6th grade, my number is 81024377."],
  ['minor', '我今年11岁，密码忘记了'],
  ['minor', '我还是小学生，请帮我找回账号'],
  [null, 'I forgot my password, please help me to get it back.'],
  [null, 'I was 12 years old when I made this account.'],
  [null, 'My son is 9 years old now and the account is mine.'],
  [null, 'I am 28 years old. My birthday is 12 March 1998.'],
  [null, 'I am a lawyer from Berlin and my number is 81024377.'],
  [null, 'This phone is killing me, I would die for a working login.'],
  [null, 'I lived in Chengdu and no longer want to live in Beijing, so I changed the city.'],
  [null, 'In the game I beat him every day. I want my account back.'],
  [null, 'The police have my stolen phone.'],
  [null, 'I am a primary school teacher.'],
  [null, '我12岁的时候注册的，密码忘了'],
  [null, '我是小学老师，号码81024377'],
  [null, '我女儿今年9岁，这是她帮我取的昵称'],
  [null, '跳楼价促销，全场五折'],
  [null, '我想死你们了，快把号码还给我'],
  [null, '我想死机之后密码就不对了'],
  [null, '我今年二十二岁'],
  [null, 'I feel like dying of boredom while I wait.'],
  [null, '气死我了，怎么又登不上'],
]

test.each(cases)('%s: "%s"', (difficulty, text) => {
  expect(findDifficulty(mailSaying(text))).toBe(difficulty)
})

test('what is quoted below the person’s words makes nothing difficult', () => {
  const text = 'Please see below.\nI will kill you'
  expect(findDifficulty(mailSaying(text, { reply: [{ start: 0, end: 18 }] }))).toBeNull()
})

test('a subject alone can be difficult', () => {
  expect(findDifficulty(mailSaying('See the attachment.', { subject: 'Cease and desist' }))).toBe('legal')
})

test('danger to life comes before everything else that a mail says', () => {
  expect(findDifficulty(mailSaying('I am 14 years old. I will sue you. I want to kill myself.'))).toBe('self_harm')
})
