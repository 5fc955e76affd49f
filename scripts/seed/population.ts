import type { Account } from '#app/accounts/account.ts'
import { type Draws, drawsFrom } from '#scripts/simulate/draws.ts'
import { drawFriendships } from './friend-graph.ts'
import * as names from './names.ts'

const dayMs = 24 * 60 * 60 * 1000

/**
 * Draws accounts that differ as people do: most pages public, two languages, common and rare values, friends in
 * circles, mailboxes that are missing, unverified, lately changed, or somebody else's by now. The same seed draws the
 * same people.
 *
 * @param options.taken numbers that are somebody else's
 */
export function drawPopulation(options: {
  accounts: number
  now: Date
  seed?: number
  taken?: ReadonlySet<string>
}): Account[] {
  const { now } = options
  const draws = drawsFrom(options.seed ?? 1)
  const numbers = new Set(options.taken)
  const people = Array.from({ length: options.accounts }, (_, at) =>
    drawPerson(draws, drawNumber(draws, numbers), at, now),
  )
  const friendships = drawFriendships(
    draws,
    people.map(({ number, signedUpAt, country }) => ({ number, signedUpAt, group: country === 'CN' ? 'zh' : 'en' })),
    now,
  )
  recycleMailboxes(draws, people, now)
  return people.map((person) => {
    const friends = friendships.get(person.number) ?? []
    const strangers = Array.from({ length: draws.chance(0.1) ? 2 : 0 }, () => draws.pick(people).number)
    const friendly = new Set([person.number, ...friends.map(({ number }) => number)])
    return { ...person, friends, blocked: [...new Set(strangers)].filter((number) => !friendly.has(number)) }
  })
}

type Drawn = Account & { signedUpAt: Date }

function drawNumber(draws: Draws, taken: Set<string>): string {
  for (;;) {
    const digits = draws.choose({ 5: 1, 6: 3, 7: 10, 8: 50, 9: 36 })
    const number = String(Math.floor((1 + 9 * draws.share()) * 10 ** (Number(digits) - 1)))
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}

function drawPerson(draws: Draws, number: string, at: number, now: Date): Drawn {
  const gender = draws.chance(0.5) ? 'female' : 'male'
  const { realName, latin, nickname, place, phone } = draws.chance(0.6) ? drawChinese() : drawEnglish()
  const signedUpAt = new Date(now.getTime() - (60 + 8_000 * draws.share()) * dayMs)
  const changed = draws.choose({ never: 76, once: 20, lately: 4 })
  const spanMs = now.getTime() - signedUpAt.getTime()
  const emailChangedAt = {
    never: signedUpAt,
    once: new Date(signedUpAt.getTime() + draws.share() * spanMs),
    lately: new Date(now.getTime() - 29 * dayMs * draws.share()),
  }[changed]
  const address = `${latin}${at}@${draws.choose(names.mailHosts)}`
  const registeredEmail = draws.chance(0.9) ? address : null
  const seenMs = draws.chance(0.8) ? 60 * dayMs : spanMs
  return {
    number,
    handle: draws.chance(0.3) ? `${latin}.${at}` : null,
    registeredEmail,
    emailVerified: registeredEmail !== null && draws.chance(0.88),
    emailChangedAt: registeredEmail === null ? null : emailChangedAt,
    formerEmails:
      registeredEmail !== null && changed !== 'never'
        ? [{ address: `${latin}.old${at}@${draws.choose(names.mailHosts)}`, until: emailChangedAt }]
        : [],
    nickname,
    formerNicknames: draws.chance(0.2) ? [`${nickname}${at % 100}`] : [],
    realName: draws.chance(0.92) ? realName : null,
    birthDate: draws.chance(0.9) ? drawBirthDate() : null,
    gender,
    country: place.country,
    province: place.province,
    city: draws.chance(0.95) ? place.city : null,
    phone: draws.chance(0.45) ? phone : null,
    signedUpAt,
    visibility: draws.choose({ public: 76, friends: 13, private: 11 }),
    addPolicy: draws.choose({ authorise: 70, anybody: 25, nobody: 5 }),
    friends: [],
    blocked: [],
    blockedBy: [],
    answers: [],
    lastSeenAt: new Date(now.getTime() - draws.share() * seenMs),
    valuable: number.length <= 6,
  }

  function drawChinese() {
    const family = common(draws, names.chineseFamilyNames)
    const given = draws.pick(names.chineseGivenNames[gender])
    return {
      realName: `${family.han}${given.han}`,
      latin: `${family.latin}.${given.latin}`,
      nickname: drawNickname(names.chineseNicknames),
      place: common(draws, names.chineseCities),
      // No mobile network has the prefix 100.
      phone: `+86100${digits(8)}`,
    }
  }

  function drawEnglish() {
    const family = common(draws, names.englishFamilyNames)
    const given = draws.pick(names.englishGivenNames[gender])
    return {
      realName: `${given} ${family}`,
      latin: `${given}.${family}`.toLowerCase(),
      nickname: drawNickname(names.englishNicknames),
      place: common(draws, names.englishCities),
      // Numbers for stories: 555-0100 to 555-0199.
      phone: `+1${draws.pick(['202', '303', '312', '512', '617'])}55501${digits(2)}`,
    }
  }

  /** A few names are everybody's; most people add something of their own. */
  function drawNickname(list: readonly string[]): string {
    const name = common(draws, list)
    return draws.chance(0.25) ? name : `${name}${draws.pick(['', '_', '·'])}${Math.floor(draws.share() * 2_000)}`
  }

  function drawBirthDate(): string {
    const first = Date.UTC(1950, 0, 1)
    return new Date(first + draws.share() * (Date.UTC(2006, 0, 1) - first)).toISOString().slice(0, 10)
  }

  function digits(many: number): string {
    return String(Math.floor(draws.share() * 10 ** many)).padStart(many, '0')
  }
}

/** An address that one account gave up is the registered one of another: its provider handed it out again. */
function recycleMailboxes(draws: Draws, people: Drawn[], now: Date): void {
  for (const person of people) {
    if (person.registeredEmail === null || !draws.chance(0.03)) continue
    const former = draws.pick(people)
    if (former === person || former.registeredEmail === person.registeredEmail) continue
    const until = new Date(now.getTime() - (400 + 2_000 * draws.share()) * dayMs)
    former.formerEmails = [...former.formerEmails, { address: person.registeredEmail, until }]
  }
}

/** Early items much more often than late ones, as values are spread among people. */
function common<T>(draws: Draws, items: readonly T[]): T {
  return items[Math.floor(draws.share() ** 2 * items.length)] as T
}
