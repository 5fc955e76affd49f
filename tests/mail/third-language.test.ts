import { expect, test } from 'vitest'
import { nameThirdLanguage } from '#app/mail/third-language.ts'

test.each([
  ['es', 'Hola, olvidé la contraseña de mi cuenta 81024377 y no puedo entrar. Gracias'],
  ['pt', 'Olá, esqueci a senha da minha conta e não consigo entrar. Obrigado'],
  ['fr', 'Bonjour, je ne peux pas ouvrir mon compte, merci de votre aide pour le mot de passe'],
  ['de', 'Guten Tag, ich habe das Passwort für mein Konto vergessen, bitte helfen Sie mir'],
  ['ja', 'パスワードを忘れてしまいました。アカウント81024377を返してください'],
  ['ko', '비밀번호를 잊어버렸습니다'],
  ['ru', 'Здравствуйте, я забыла пароль от моей страницы'],
  [null, '81024377'],
  [null, 'Zxq wvu'],
])('%s is told from "%s"', (language, text) => {
  expect(nameThirdLanguage(text)).toBe(language)
})
