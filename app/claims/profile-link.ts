import { anyOf, setOfWords } from './any-of.ts'
import type { ReadValue } from './labelled.ts'
import { isDenied } from './ownership.ts'
import { findPlaces, type Reading } from './reading.ts'

const pages = setOfWords(
  'login signup register recover recovery password reset help support account settings home index',
)
const profileLink =
  /https?:\/\/[a-z0-9.-]{3,80}\/(?:(?:[a-z]{2}\/)?(?:u|user|users|profile|profiles|people|member|members|id|account|accounts|space)\/)?[@~]?([\p{L}\p{N}_.-]{2,64})\/?(?=$|[\s)>\],;"'。]|\.(?:\s|$))/gu
const linkIsOnes = anyOf('', [
  /\b(?:my|mi) (?:[a-z]{2,12} ){0,2}(?:account|profile|page|home ?page|user|channel|cuenta|perfil)(?: (?:is|was|at|here|link|url|page|address|es|under|on this site|[a-z]{2,10} is)){0,2}[ :(<-]{0,4}$/,
  /\b(?:account|profile|perfil|cuenta)\b(?: [^\n.]{0,50})?:[ (<]{0,3}$/,
  /(?:主页|空间|账号|账户|用户|个人页面|博客)(?:地址|链接|页)?(?:是|为|在)?[ :(<]{0,4}$/,
])

/** "My account is https://site.example/user/oldchen/": the last part of the path is the handle. */
export function readProfileLinks(reading: Reading): ReadValue[] {
  const read: ReadValue[] = []
  for (const place of findPlaces(reading.folded, profileLink)) {
    const said = place.groups[1] ?? ''
    const before = reading.folded.slice(Math.max(0, place.start - 90), place.start).trimEnd()
    if (!linkIsOnes.test(before.split('\n').at(-1) ?? '') || isDenied(reading.folded, place.start)) continue
    if (pages.has(said) || /\.(?:html?|php|aspx?|jpe?g|png|pdf)$/.test(said)) continue
    const start = reading.folded.indexOf(said, place.end - said.length - 2)
    read.push({ start, end: start + said.length })
  }
  return read
}
