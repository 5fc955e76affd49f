import type { Language } from './parsed-mail.ts'

/** Enough to know the language of a mail; a long history says no more. */
const sampleLength = 20_000

/** The language that a mail is answered in, by the share of its scripts and, in Latin script, by small words. */
export function detectLanguage(text: string): Language {
  const sample = withoutLinks(text.slice(0, sampleLength))
  let han = 0
  let kana = 0
  let latin = 0
  let others = 0
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.codePointAt(at) ?? 0
    if (code < 0x80) {
      latin += isAsciiLetter(code) ? 1 : 0
      continue
    }
    const char = String.fromCodePoint(code)
    at += char.length - 1
    if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code >= 0x20000) han += 1
    else if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0xac00 && code <= 0xd7af)) kana += 1
    else if (/[\u00c0-\u024f\u1e00-\u1eff]/.test(char)) latin += 1
    else if (/\p{L}/u.test(char)) others += 1
  }
  // One Han character says about as much as two or three letters; kana or hangul beside Han is not Chinese.
  if (kana > 0 && kana * 4 > han) return 'other'
  if (han > 0 && han * 4 >= latin && han * 4 >= others) return 'zh'
  if (others > latin) return 'other'
  return latinLanguage(sample)
}

/** A pattern that asks each word for an "@" is slow: most texts hold neither. */
function withoutLinks(text: string): string {
  return text.includes('@') || text.includes('http') ? text.replace(/https?:\S+|\S{1,64}@\S{1,200}/g, ' ') : text
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

/** The commonest small words, which no text of some lines does without. */
const smallWords: Record<'en' | 'other', readonly string[]> = {
  en: 'the and to of my is i you it for have not in please was this on with that me are can from am but an would'.split(
    ' ',
  ),
  other: (
    'el la los las de que mi es una por para con se su yo del como está mis cuenta correo hola gracias ' +
    'le les des et est je vous une pour dans mon ma avec pas sur bonjour merci ' +
    'der die das und ich ist nicht mein meine ein eine zu auf mit für wir sie den dem ' +
    'o os da do não meu minha um uma com em eu conta obrigado olá ' +
    'il di che non per sono mio mia una ho ciao grazie è ' +
    'het een niet ik mijn van en voor met op ' +
    'i w nie na się jest moje konto proszę ve bir bu için hesap saya yang dan tidak akun ' +
    'và của tôi không là tài khoản'
  ).split(' '),
}
const english = new Set(smallWords.en)
const foreign = new Set(smallWords.other)

function latinLanguage(sample: string): Language {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  let en = 0
  let other = 0
  for (const word of words) {
    if (english.has(word)) en += 1
    if (foreign.has(word)) other += 1
  }
  if (other > en) return 'other'
  // Accented letters throughout are no English, whatever the few words are.
  const accented = (sample.match(/[\u00c0-\u024f\u1e00-\u1eff¿¡]/g) ?? []).length
  return en === 0 && accented > words.length / 4 && accented > 1 ? 'other' : 'en'
}
