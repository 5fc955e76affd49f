import { expect, test } from 'vitest'
import { extractClaims } from '#app/claims/extract.ts'
import { mailSaying, valuesOf } from '#tests/claims/read-claims.ts'

test.each([
  ['I forgot my password.', ['password']],
  ['Please reset my password', ['password']],
  ['I want my account back, please recover my account.', ['password']],
  ['I can not log in any more.', ['password']],
  ['忘记密码了', ['password']],
  ['請幫我找回密碼', ['password']],
  ['我的密码忘了', ['password']],
  ['Please change the email on my account.', ['email_change']],
  ['想更换邮箱', ['email_change']],
  ['請幫我修改信箱', ['email_change']],
  ['Could you update my phone number?', ['phone_change']],
  ['申请换绑手机', ['phone_change']],
  ['My account got suspended, please unlock it.', ['unlock']],
  ['号被冻结，请解封', ['unlock']],
  ['I forgot my account number.', ['find_number']],
  ['我忘记QQ号了', ['find_number']],
  ['Please delete my account.', ['delete']],
  ['请注销我的账号', ['delete']],
  ['Olvidé mi contraseña', ['password']],
  ['Please reset it for 81024377.', ['password']],
  ['Please reset 81024377', ['password']],
  ['Please send the link here.', ['password']],
  ['My password does not work any more, please give me a new one.', ['password']],
  ['The saved password is gone.', ['password']],
  ['What do you need from me to reset it?', ['password']],
  ['请发重置链接', ['password']],
  ['密码没了', ['password']],
  ['He tells people to pay and says he will “unlock the account”.', []],
  ['骗子让人转账再“解冻账号”', []],
  ['Please close that account, he cheats people.', []],
  ['My old mailbox is closed. I have a new one.', []],
  ['Somebody changed my email.', []],
  ['Please do not change my email.', []],
  ['Recover your account now!', []],
  ['邮箱被人改了', []],
  ['Thanks, all is well.', []],
])('"%s" asks for %j', (text, values) => {
  expect(valuesOf(text, 'request')).toEqual(values)
})

test('who says that the old mailbox is lost and names a new one asks for the change', () => {
  const text = 'Lost access to my address old@example.org. My new email is new@example.net.'
  expect(valuesOf(text, 'request')).toEqual(['email_change'])
})

test.each([
  ['I no longer have access to my old email.', true],
  ['My mailbox was closed last year.', true],
  ['My school email is gone since I graduated.', true],
  ['My email got hacked.', true],
  ['My provider closed: the mail provider shut down.', true],
  ['注册邮箱已经停用', true],
  ['那個信箱無法登入', true],
  ['旧邮箱登不上了', true],
  ['I still have access to my email.', false],
  ['My mailbox is fine.', false],
  ['What if my mailbox was closed?', false],
  ['没有收到邮件', false],
  ["I can't receive the mail with the code.", false],
  ['Forgot password, mailbox gone', true],
  ['I own it. Mailbox is lost.', true],
])('"%s" loses the mailbox: %s', (text, lost) => {
  expect(valuesOf(text, 'mailbox_lost')).toEqual(lost ? ['yes'] : [])
})

test.each([
  ['My account was hacked.', true],
  ['Somebody changed my password.', true],
  ['A hacker stole my account', true],
  ['账号被盗了', true],
  ['密码被人改了', true],
  ['帳號被盜，請幫忙', true],
  ['I think somebody else was in my account', true],
  ['Somebody knows my password.', true],
  ['Someone is using my account', true],
  ['有人登录了我的账号', true],
  ['别人知道了我的密码', true],
  ['Is somebody in charge of my account?', false],
  ['Nobody knows my password.', false],
  ['没有人知道我的密码', false],
  ['My account was not hacked.', false],
  ['How do I know if my account was hacked?', false],
  ['I changed my password.', false],
  ['My email got hacked.', false],
  ['账号没有被盗', false],
])('"%s" reports a hijack: %s', (text, hijacked) => {
  expect(valuesOf(text, 'hijacked')).toEqual(hijacked ? ['yes'] : [])
})

test.each([
  ["My son's account does not open.", true],
  ["It is my friend's account.", true],
  ['I write on behalf of my mother.', true],
  ['帮朋友找回密码', true],
  ['我妈妈的QQ登不上', true],
  ['My friend told me to write here about my account.', false],
  ['好友可以作证', false],
])('"%s" asks for somebody else: %s', (text, third) => {
  expect(valuesOf(text, 'third_party')).toEqual(third ? ['yes'] : [])
})

test.each([
  ['My old password was Tulip!1988, thanks', 'Tulip!1988'],
  ['Password: tulips', 'tulips'],
  ['login meilin password qwerty12', 'qwerty12'],
  ['The verification code is 482913.', '482913'],
  ['密码：abc12345，登录不了', 'abc12345'],
  ['驗證碼 是 482913', '482913'],
  ['密码是“abc12345”', 'abc12345'],
])('the secret in "%s" is found and nowhere repeated', (text, secret) => {
  const claims = extractClaims(mailSaying(text))
  const [sent] = claims.filter((claim) => claim.kind === 'secret_sent')
  expect(sent && text.slice(sent.start, sent.end)).toBe(secret)
  expect(sent).toMatchObject({ value: '•••', raw: '•'.repeat(secret.length) })
  expect(JSON.stringify(claims)).not.toContain(secret)
})

test.each([
  ['My password is wrong.'],
  ['The new password is useless.'],
  ['I forgot my password and need help'],
  ['Password: ________'],
  ['My password was changed by somebody.'],
  ['密码是忘了'],
  ['The password is not accepted.'],
])('"%s" sends no secret', (text) => {
  expect(valuesOf(text, 'secret_sent')).toEqual([])
})
