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
  ['recovery', 'It is me, number 81024377. I moved to a new mailbox. Please send the link here.'],
  ['recovery', 'Please reset 81024377. My other mail is full.'],
  ['recovery', 'I own 81024377. Proof, people on my list: 10422871, 33108254. Mailbox is lost.'],
  ['recovery', 'My old password was tulip-nine-oak, it stopped working. Please give me a new one.'],
  ['recovery', 'New computer, and the saved password is gone. Number 81024377. What do you need from me to reset it?'],
  ['recovery', 'I think somebody else was in my account. Please reset it for 81024377.'],
  ['recovery', '请重置81024377，谢谢'],
  ['recovery', 'Hola, olvidé la contraseña de mi cuenta y no puedo entrar. Muchas gracias.'],
  ['recovery', 'Olá, esqueci minha senha e não consigo entrar.'],
  ['recovery', 'Bonjour, j’ai oublié mon mot de passe et je ne peux plus me connecter.'],
  ['recovery', 'Hallo, ich habe mein Passwort vergessen. Können Sie mir helfen?'],
  ['recovery', 'Non riesco più a entrare nel mio account, ho dimenticato tutto.'],
  ['recovery', 'Ik ben mijn wachtwoord vergeten.'],
  ['recovery', 'Zapomniałem hasła do mojego konta, proszę o pomoc.'],
  ['recovery', 'Merhaba, şifremi unuttum, hesabıma giremiyorum.'],
  ['recovery', 'Saya lupa kata sandi akun saya.'],
  ['recovery', 'Tôi quên mật khẩu tài khoản của mình.'],
  ['recovery', 'Здравствуйте, я забыл пароль от своего аккаунта.'],
  ['recovery', 'パスワードを忘れてしまい、ログインできません。'],
  ['recovery', '비밀번호를 잊어버렸어요. 도와주세요.'],
  ['recovery', 'مرحبا، لقد نسيت كلمة المرور الخاصة بي'],
  ['recovery', 'שלום, שכחתי את הסיסמה שלי'],
  ['recovery', 'Ξέχασα τον κωδικό μου, βοηθήστε με.'],
  ['recovery', 'ลืมรหัสผ่านค่ะ ช่วยด้วย'],
  ['recovery', 'मैं अपना पासवर्ड भूल गया हूँ'],
  ['other', 'Danke, das Konto läuft wieder.'],
  ['other', 'Спасибо, всё работает.'],
  ['abuse', '您好，我要举报号码 60917733，冒充客服骗钱，让人先转账再“解冻账号”。'],
  ['abuse', 'I report number 60917733: he offers to “recover your account” for money.'],
  ['abuse', 'The user 60917733 sends me insulting messages although I have blocked him. Please stop this harassment.'],
  ['abuse', 'User 60917733 harasses me, please block him.'],
  ['abuse', 'Somebody pretends to be me with a fake profile.'],
  ['abuse', '我要举报，这个人骚扰我'],
  ['question', 'How do I change my password?'],
  ['question', 'Where can I see my blacklist?'],
  ['question', '请问怎么修改密码'],
  ['question', 'Where do I set security questions? No problem with my account, just asking.'],
  ['question', 'If I reset my password, do my friends see it?'],
  ['spam', 'Cheap backlinks and SEO, 50% off, buy now: http://spam.example/x Unsubscribe'],
  ['spam', '代开发票，优惠促销，加微信，点击链接 http://spam.example/x'],
  ['other', 'Thanks, everything works.'],
  ['other', 'Please delete my account raj_1990.'],
]

test.each(cases)('%s: "%s"', (category, text) => {
  const mail = mailSaying(text)
  expect(classify(mail, extractClaims(mail)).category).toBe(category)
})

test.each([
  ['recovery', 'Re: Account 81024377', 'One more thing, I now remember my birthday on that account: 12 March 1988.'],
  ['recovery', 'Re: Re: Password', 'Sorry, here is the number that was missing in my first mail: 81024377.'],
  ['recovery', '回复：密码', '补充一下，号码是81024377。'],
  ['recovery', '答复: 找回密码', '我的昵称是小雨点。'],
  ['other', 'Re: Account 81024377', 'Thanks, everything works.'],
  ['question', 'Re: your mail', 'How long does this take?'],
  ['abuse', 'Re: Report', 'The stranger who harasses me has number 60917733, I report him again.'],
])('%s: a mail about "%s" that says "%s"', (category, subject, text) => {
  const mail = mailSaying(text, { subject })
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
