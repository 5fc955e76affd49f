import type { PublicLanguage } from './public-language.ts'

/** The page where a new address confirms itself by the code of a letter. */
export type ConfirmWords = {
  title: string
  intro: string
  code: string
  codeHint: string
  submit: string
  wrongCode: string
  doneTitle: string
  done: string
  never: string
}

const english: ConfirmWords = {
  title: 'Confirm an address',
  intro: 'We wrote you a letter with a code, to see that mail arrives at your address. Type the code here.',
  code: 'The code from our letter',
  codeHint: 'Three groups of four letters and digits. Capitals and hyphens do not matter.',
  submit: 'Confirm',
  wrongCode:
    'This code confirms nothing. Look whether every letter is right. After five wrong tries a code is closed; then answer the letter by mail.',
  doneTitle: 'Thank you',
  done: 'The code is right. There is nothing more to do here: if anything is left to do, we write to the same address after the waiting time that the letter names.',
  never: 'We never ask for a password, and nobody here asks for this code by mail or by telephone.',
}

const chinese: ConfirmWords = {
  title: '确认邮箱',
  intro: '我们给您寄了一封带验证码的信，以确认邮件能够送达您的邮箱。请在此输入验证码。',
  code: '信中的验证码',
  codeHint: '三组，每组四个字母或数字。大小写和连字符均可。',
  submit: '确认',
  wrongCode: '此验证码无法确认任何邮箱。请核对每一个字符。输错五次后验证码失效，届时请直接回复该信。',
  doneTitle: '谢谢',
  done: '验证码正确，您在此无须再做什么。若还有需要办理的，我们会在信中所说的等候时间之后写信到同一邮箱。',
  never: '我们从不索要密码，也不会通过邮件或电话索要此验证码。',
}

export const confirmWords: Record<PublicLanguage, ConfirmWords> = { en: english, zh: chinese }
