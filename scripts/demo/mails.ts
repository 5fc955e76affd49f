import type { Account } from '#app/accounts/account.ts'
import type { ZoneFile } from '#app/mail/resolver.server.ts'
import { compose } from './compose.ts'
import { type Cast, castScenes } from './scenes/cast.ts'
import { falseClaims } from './scenes/false-claims.ts'
import { lostInChinese, lostInEnglish } from './scenes/lost-mailbox.ts'
import { machineScenes } from './scenes/machines.ts'
import { otherScenes } from './scenes/other-mail.ts'
import { registeredInEnglish } from './scenes/registered.ts'
import { registeredInChinese } from './scenes/registered-chinese.ts'
import { isChinese, isPerson, type Person, type Scene } from './scenes/scene.ts'
import { demoZone, type SigningKey, sign } from './signing.ts'

export type DemoMail = { bytes: Buffer; delayMs: number }

type World = {
  cast: Cast
  /** Other accounts; the mails speak of those with a verified address and enough in their profile. */
  population: readonly Account[]
  key: SigningKey
  deskAddress: string
  now: Date
  /** Over how long the mails arrive, in milliseconds. */
  withinMs: number
}

/** The mails of the demo, Mei's first, each with its moment; and the DNS that their signatures are checked against. */
export async function demoMails(world: World): Promise<{ mails: DemoMail[]; zone: ZoneFile }> {
  const { key, deskAddress, now, withinMs } = world
  const scenes = allScenes(world)
  const mails = await Promise.all(
    scenes.map(async (scene, at) => {
      const domain = domainOf(scene.from)
      const bytes = compose(scene, { to: deskAddress, date: now })
      const signed = scene.signed ? await sign(bytes, domain, key, now) : bytes
      const received = `Received: from mx.${domain} (mx.${domain} [192.0.2.${(at % 250) + 1}])\r\n\tby mx.${domainOf(deskAddress)} with ESMTPS id demo${at + 1}; ${rfcDate(now)}\r\n`
      return {
        bytes: Buffer.concat([Buffer.from(received), signed]),
        delayMs: Math.round((withinMs * at) / scenes.length),
      }
    }),
  )
  return { mails, zone: demoZone({ domains: scenes.map(({ from }) => domainOf(from)), key }) }
}

function allScenes({ cast, population, deskAddress }: World): Scene[] {
  const taken = new Set([cast.mei, cast.chen, cast.bo].map(({ number }) => number))
  const people = population.filter(isPerson).filter(({ number }) => !taken.has(number))
  const chinese = drawer(people.filter(isChinese), 'with a Chinese name')
  const english = drawer(
    people.filter((person) => !isChinese(person)),
    'with an English name',
  )
  const scenes = [
    ...registeredInEnglish.map((write) => write(english())),
    ...registeredInChinese.map((write) => write(chinese())),
    ...lostInEnglish.map((write, at) => write(english(), `writer${at + 1}@example.org`)),
    ...lostInChinese.map((write, at) => write(chinese(), `writer${at + 21}@example.com`)),
    ...falseClaims.map((write) => write(english(), english())),
    ...otherScenes(english()),
    ...machineScenes(english(), deskAddress),
  ]
  return [...castScenes(cast), ...shuffled(scenes)]
}

/** Hands out one person after the other, nobody twice. */
function drawer(people: readonly Person[], kind: string): () => Person {
  const rest = [...people]
  return () => {
    const person = rest.shift()
    if (!person)
      throw new Error(`The seeded population has only ${people.length} accounts ${kind} that mails can speak of.`)
    return person
  }
}

/** Mixed as they would arrive, the same at every start. */
function shuffled<T>(list: readonly T[]): T[] {
  const stride = 17
  return list.length % stride === 0 ? [...list] : list.map((_, at) => list[(at * stride) % list.length] as T)
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

function rfcDate(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000')
}
