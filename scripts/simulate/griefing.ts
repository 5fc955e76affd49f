import type { Policy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import type { Subject } from '#app/evidence/subject.ts'
import { type Claimant, drawCase, drawClaimant, type Setting } from './cases.ts'
import type { Draws } from './draws.ts'
import { type Figure, shareOf } from './figures.ts'
import { type Flooding, rulingsADay } from './flood.ts'
import { disturb, type Griefer, type Rules, type Ways, ways } from './griefing-ways.ts'
import { type Circumstances, drawCircumstances, rule } from './outcomes.ts'
import { delayUnder } from './queue-delay.ts'
import type { OwnerClass, Writer } from './world.ts'

const mailsADay = 100
const days = 30
/** Of a day's mails: wrong facts, forged addresses, look-alikes, form spam. */
const kinds = 4
/** Domains of private addresses that prove nothing of their mail. */
const unprovedDomains = 0.15

export type Griefing = {
  shut_out: Figure
  /** How much longer the people whom he is after wait: .1 is a tenth. */
  delay_ratio: Figure
  /** Of his mails a day so many take an agent's time: what rests behind another case of its account is one act a day. */
  rulings_a_day: number
  /** The same where he writes to as many accounts once instead. */
  sprayed: { rulings_a_day: number; delay_ratio: Figure }
  /** Each way of the griefer by itself. */
  by_way: Record<string, Figure>
  /** The same mails where surroundings are fetched as counts: any rival above 0 bits, unproved mails, any open ticket. */
  counted: { shut_out: Figure; by_way: Record<string, Figure> }
  mails_a_day: number
  days: number
}

type Owner = { claimant: Claimant; circumstances: Circumstances; first: Subject; last: Subject; proved: boolean }

type Drawn = Griefer & { flood: readonly Flooding[] }

/**
 * Somebody sends a hundred mails a day for a month against one owner after the other: how many, who would have reached
 * a link or a second person, do not any more, and how much longer the queue keeps them waiting.
 */
export function grief(settings: readonly Setting[], drawsOf: (seed: number) => Draws, owners: number): Griefing {
  const tallies = { weighed: tally(), counted: tally() }
  let [reached, rulings, sprayed] = [0, 0, 0]
  settings.forEach((setting, index) => {
    const draws = drawsOf(index)
    for (let turn = 0; turn < owners; turn += 1) {
      const owner = drawOwner(draws, setting)
      if (!reaches(owner, setting.policy, (subject) => subject)) continue
      reached += 1
      const griefer = drawGriefer(draws, setting, owner)
      rulings += rulingsADay(griefer.flood)
      sprayed += griefer.flood.filter(({ needsAgent }) => needsAgent).length
      for (const rules of ['weighed', 'counted'] as const) {
        for (const way of [...ways, 'all'] as const) {
          const active: readonly Ways[] = way === 'all' ? ways : [way]
          const survives = reaches(owner, setting.policy, (subject) =>
            disturb(subject, griefer, { active, rules, policy: setting.policy }),
          )
          if (!survives) tallies[rules][way] = (tallies[rules][way] ?? 0) + 1
        }
      }
    }
  })
  const shares = (rules: Rules) =>
    Object.fromEntries(Object.entries(tallies[rules]).map(([way, count]) => [way, shareOf(count, reached)]))
  const { all: weighed, ...byWay } = shares('weighed')
  const { all: counted, ...countedByWay } = shares('counted')
  const delay = (aDay: number) => delayUnder(drawsOf(settings.length), aDay)
  const [mean, meanSprayed] = [rulings / reached, sprayed / reached]
  return {
    shut_out: weighed as Figure,
    delay_ratio: delay(mean),
    rulings_a_day: mean,
    sprayed: { rulings_a_day: meanSprayed, delay_ratio: delay(meanSprayed) },
    by_way: byWay,
    counted: { shut_out: counted as Figure, by_way: countedByWay },
    mails_a_day: mailsADay,
    days,
  }
}

function tally(): Record<string, number> {
  return Object.fromEntries([...ways, 'all'].map((way) => [way, 0]))
}

function drawOwner(draws: Draws, setting: Setting): Owner {
  const claimant = drawClaimant(draws, setting, { who: draws.choose<OwnerClass>(setting.policy.owners) })
  return {
    claimant,
    circumstances: drawCircumstances(draws, claimant, setting.policy),
    first: drawCase(draws, setting, claimant, false).subject,
    last: drawCase(draws, setting, claimant, true).subject,
    proved: !draws.chance(unprovedDomains),
  }
}

/** Does the case end with a link or before a second person? */
function reaches(
  { circumstances, first, last, claimant }: Owner,
  policy: Policy,
  around: (subject: Subject) => Subject,
): boolean {
  const { who, attack } = claimant
  const ruled = (subject: Subject, asked: boolean) =>
    rule({ who, attack, subject: around(subject) }, circumstances, policy, asked)
  const before = ruled(first, false)
  const end = before === 'ask' ? ruled(last, true) : before
  return end === 'approve' || end === 'propose'
}

/** A day's mails against this account, scored as the desk scores them; every further day brings as many new addresses. */
function drawGriefer(draws: Draws, setting: Setting, owner: Owner): Drawn {
  const { account } = owner.claimant
  // He names no lost mailbox: a link to the registered address takes an agent's click.
  const circumstances = { ...owner.circumstances, lost: false }
  const senders: readonly Subject['sender'][] = ['other', draws.chance(0.5) ? 'fail' : 'unauth', 'near', 'other']
  const others = Array.from({ length: mailsADay }, (_, index) => {
    const kind = index % kinds
    const who: Writer = draws.chance(0.5) ? 'blind' : 'scraper'
    const sender = senders[kind] ?? 'other'
    const claimant: Claimant = { who, attack: true, account, sender, skill: 0.7 * draws.normal() }
    const { subject } = drawCase(draws, setting, claimant, kind === 3)
    const facts = kind === 0 ? allWrong(setting.policy) : subject.facts
    const wrong = Object.keys(facts).filter((name) => facts[name] === 'wrong')
    const stated = { ...subject, facts }
    const { bits } = score(stated, setting.policy)
    const asked = kind === 3
    const recommendation = rule({ who, attack: true, subject: stated }, circumstances, setting.policy, asked)
    return { bits, recent: true, wrong, hijacked: draws.chance(0.5), level: sender, recommendation }
  })
  const { bits: ofFriends } = score(emptyCase(account), setting.policy)
  const { sender } = owner.claimant
  return {
    others: Array.from({ length: days }, () => others).flat(),
    flood: others.map(({ bits, level, recommendation }) => {
      return { bits, level, recommendation, needsAgent: recommendation !== 'ask' }
    }),
    ownersSender: sender,
    ownersDomainProves: sender === 'strong' || sender === 'medium' || (sender !== 'unauth' && owner.proved),
    friendCaseBits: ofFriends,
    knownFriends: draws.beta(0.8, 3.5),
    lot: draws.share(),
  }
}

function allWrong({ facts }: Policy): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([kind, { levels }]) => [kind, levels.at(-1) as string]))
}

/** A mail that names an account and says nothing else. */
function emptyCase({ visibility, frequency }: Claimant['account']): Subject {
  return { visibility, frequency, sender: 'other', facts: {} }
}
