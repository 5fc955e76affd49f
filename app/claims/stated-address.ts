import { parse } from 'tldts'
import { findPlaces, type Reading } from './reading.ts'

const plainAddress =
  /(?<![a-z0-9._%+@-])[a-z0-9_%+](?:[a-z0-9._%+-]{0,62}[a-z0-9_%+])?@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/g
const hiddenAddress =
  /(?<![a-z0-9._%+@-])([a-z0-9._%+-]{1,64})[ ]{0,2}(?:[[({<][ ]?(?:at|@|arroba|艾特)[ ]?[\])}>][ ]{0,2}|@)([a-z0-9-]{1,63}(?:(?:[ ]{0,2}[[({<][ ]?(?:dot|\.|punto|点)[ ]?[\])}>][ ]{0,2}|[ ]{1,2}(?:dot|punto)[ ]{1,2}|\.)[a-z0-9-]{2,63}){1,4})/g
const spokenAddress =
  /(?<![a-z0-9._%+@-])([a-z0-9._%+-]{1,64}) (?:at|arroba) ([a-z0-9-]{1,63}(?:[ ]{1,2}(?:dot|punto)[ ]{1,2}[a-z0-9-]{2,63}){1,4})/g
const spelledDot = /[ ]{0,2}[[({<][ ]?(?:dot|\.|punto|点)[ ]?[\])}>][ ]{0,2}|[ ]{1,2}(?:dot|punto)[ ]{1,2}/g
const noLocalPart = /^(?:me|us|you|him|it|them|look|mail|email|is|was|me\.)$/

/** An address in plain letters, wherever it stands and however it was written. */
export type Place = { start: number; end: number; value: string }

/** Every address of a text in its order, those that hide from machines ("name (at) host dot com") included. */
export function findAddresses({ folded }: Reading): Place[] {
  const places: Place[] = []
  for (const place of findPlaces(folded, plainAddress)) {
    const words = folded.slice(place.start, place.end).replace(/[.-]{1,9}$/, '')
    if (isAddress(words)) places.push({ start: place.start, end: place.start + words.length, value: words })
  }
  for (const shape of [hiddenAddress, spokenAddress]) {
    for (const place of findPlaces(folded, shape)) {
      const [, local = '', host = ''] = place.groups
      const value = `${local}@${host.replace(spelledDot, '.')}`
      if (places.some((other) => other.start < place.end && place.start < other.end)) continue
      if (!noLocalPart.test(local) && isAddress(value)) places.push({ start: place.start, end: place.end, value })
    }
  }
  return places.sort((one, other) => one.start - other.start)
}

function isAddress(words: string): boolean {
  const at = words.lastIndexOf('@')
  const host = words.slice(at + 1)
  const { domain, isIp } = parse(host)
  return (
    domain !== null && !isIp && /\.[a-z][a-z0-9-]{1,62}$/.test(host) && !words.includes('..') && words.length <= 254
  )
}
