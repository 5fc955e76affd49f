/** Small words that one language has and its neighbours have not. */
const smallWords: Readonly<Record<string, string>> = {
  es: 'el los las y es está mi cuenta pero muy con usted gracias hola contraseña olvidé para',
  pt: 'o os não minha meu conta você obrigado olá senha com uma esqueci para está em',
  fr: 'le les des et est je vous une pour dans mon ma avec pas bonjour merci compte mot oublié',
  de: 'der die das und ich ist nicht mein meine ein eine zu auf mit für wir sie bitte konto passwort',
  it: 'il di che non sono mio mia una ho ciao grazie è della password dimenticato account per',
  nl: 'het een niet ik mijn van en voor met op wachtwoord vergeten bedankt u zijn',
  pl: 'nie na się jest moje konto proszę mam hasło i w do mój dziękuję',
  tr: 've bir bu için hesap hesabım şifremi unuttum teşekkürler lütfen ben benim',
  id: 'saya yang dan tidak akun dengan untuk ini lupa kata sandi mohon bantu',
  vi: 'và của tôi không là tài khoản mật khẩu được cho xin',
}

/** Scripts that one language writes. The first that makes up a good part of a text names it. */
const scripts: readonly [string, RegExp][] = [
  ['ja', /[\u3040-\u30ff]/g],
  ['ko', /[\uac00-\ud7af]/g],
  ['ru', /[\u0400-\u04ff]/g],
  ['ar', /[\u0600-\u06ff]/g],
  ['he', /[\u0590-\u05ff]/g],
  ['el', /[\u0370-\u03ff]/g],
  ['th', /[\u0e00-\u0e7f]/g],
  ['hi', /[\u0900-\u097f]/g],
]

const sampleLength = 4_000

/**
 * Names the language of a mail that is neither English nor Chinese, as a BCP 47 tag, by its script and its small words;
 * null where that does not tell. A help for the reader: letters go out in English and Chinese.
 */
export function nameThirdLanguage(text: string): string | null {
  const sample = text.slice(0, sampleLength).toLowerCase()
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  for (const [language, script] of scripts) {
    if ((sample.match(script)?.length ?? 0) * 4 > letters) return language
  }
  const words = sample.match(/\p{L}+/gu) ?? []
  const counted = Object.entries(smallWords).map(([language, line]) => {
    const known = new Set(line.split(' '))
    return { language, many: words.filter((word) => known.has(word)).length }
  })
  const [best, second] = counted.sort((one, other) => other.many - one.many)
  return best && best.many >= 2 && best.many > (second?.many ?? 0) ? best.language : null
}
