import { anyOf, setOfWords } from '../any-of.ts'
import { keepLast } from '../keep-last.ts'
import { findLabels } from '../labelled.ts'
import type { ReadableText } from '../readable-text.ts'
import { type Extractor, type Finding, matchAt } from '../reading.ts'

const label = anyOf('g', [
  /\b(?:pass ?word|pass ?code|pass ?phrase|passwd|pwd|pw|pin(?: code)?|(?:verification|confirmation|security|backup|recovery|sms|2fa|login|one-time|reset) codes?|otp|contraseña|clave)\b/,
  /密码|口令|验证码|校验码|动态码/,
])
const secretWord = /[^\s,;。、"]{4,64}/y
const saidOfSecrets = setOfWords(`
  not no now but and or so still wrong incorrect correct right invalid too very same the that this lost
  gone weak strong old new unknown reset for from with of at on to my your his her in it is was when
  because please never always working failed different what which mine help recovery question hint mail
  e-mail email again sent wrongly via also somehow here there been has had have does doesn't didn't can can't
  won't would could should será esta está incorrecta olvidada
`)
const wordEnding = /(?:ed|ing|en|ly|'t|less|ful|ble|ous|ive|ant|ent)$/
const readsLikeASecret = /\d|[!@#$%^&*+=_~]|[a-z][A-Z]/

/** A password or a code in clear. Its place is kept so that it can be masked, the words are not. */
export const secretSent: Extractor = { name: 'secret_sent', find: (reading) => findSecrets(reading) }

/** The places of passwords and codes in a readable text; those who mask them ask once more. */
export const findSecrets = keepLast(4, readSecrets, (one, other) => one.text === other.text)

function readSecrets({ text, folded }: Pick<ReadableText, 'text' | 'folded'>): Finding[] {
  const found: Finding[] = []
  for (const named of findLabels({ folded }, label, { ofOthers: true })) {
    const said = matchAt(secretWord, text, named.at)?.[0].replace(/[.?'`)>\]]{1,3}$/, '')
    if (said === undefined || said.length < 4 || /[\p{Script=Han}]/u.test(said)) continue
    if (/^[_*.x?-]{1,64}$/i.test(said) || /^[[<{]/.test(said)) continue
    const end = named.at + said.length
    // "Login mei password tulip88" has no word between.
    if (named.tie === 'none' && !named.quoted && !(/\d/.test(said) && /[a-z]/i.test(said) && said.length >= 6)) continue
    const word = folded.slice(named.at, end).replace(/!{1,3}$/, '')
    if (saidOfSecrets.has(word) || wordEnding.test(word)) continue
    const ends = /^[ ]{0,2}(?:$|[\n.,;!?。"')]| and\b| but\b)/.test(text.slice(end, end + 8))
    if (!readsLikeASecret.test(said) && !(named.tie === 'colon' || named.quoted || ends)) continue
    // An address after "password:" is the next field of a form that lost its line end.
    if (/^[^@]{1,40}@[^@]{1,60}\.[a-z]{2,12}$/i.test(said)) continue
    found.push({ kind: 'secret_sent', value: '•••', start: named.at, end })
  }
  return found
}
