import { expect, test } from 'vitest'
import { detectLanguage } from '#app/mail/language.ts'

test.each([
  ['Hello, I lost my password and cannot sign in.', 'en'],
  ['help', 'en'],
  ['1200000146', 'en'],
  ['我忘记密码了', 'zh'],
  ['我的QQ号是1200000146, registered with mei@example.com', 'zh'],
  ['忘記密碼', 'zh'],
  ['Hola, olvidé la contraseña de mi cuenta y no puedo entrar.', 'other'],
  ['Bonjour, je ne trouve plus mon mot de passe.', 'other'],
  ['Ich habe mein Passwort vergessen und kann mich nicht anmelden.', 'other'],
  ['Olá, perdi a senha da minha conta.', 'other'],
  ['Я забыл пароль', 'other'],
  ['パスワードを忘れました。番号は1200000146です', 'other'],
  ['비밀번호를 잊어버렸습니다', 'other'],
  ['Tôi quên mật khẩu của tôi', 'other'],
  ['Hi, my nickname is 小雨 and I lost the password of my account', 'en'],
])('%s is %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language)
})
