import type { AttackerClass } from '#app/evidence/assessment.ts'
import type { Policy } from '#app/evidence/policy.ts'
import type { Subject } from '#app/evidence/subject.ts'
import type { Draws } from './draws.ts'
import { drawFriendList } from './friend-lists.ts'
import type { SimulatedAccount } from './population.ts'
import { type OwnerClass, shift, type World, type Writer } from './world.ts'

/** Everything that cases are drawn from. */
export type Setting = { policy: Policy; world: World; accounts: readonly SimulatedAccount[] }

export type SimulatedCase = { who: Writer; attack: boolean; subject: Subject }

/** Whoever writes, before he states anything. The skill is shared by all facts of one attacker and hidden from the scorer. */
export type Claimant = {
  who: Writer
  attack: boolean
  account: SimulatedAccount
  sender: Subject['sender']
  skill: number
}

const skillSpread = 0.7
const questions = 3

/** How many owners state a fact without being asked, and after. */
const statedUnasked: Readonly<Record<string, number>> = {
  registered_email: 0.7,
  birth_date: 0.7,
  real_name: 0.6,
  nickname: 0.6,
  city: 0.6,
  gender: 0.5,
  sign_up: 0.5,
  phone: 0.4,
}
const statedAsked = 0.92

export function drawClaimant(
  draws: Draws,
  setting: Setting,
  fixed?: { who: Writer; sender?: Subject['sender'] },
): Claimant {
  const { policy, accounts } = setting
  const attack = fixed ? fixed.who in policy.attackers : draws.chance(policy.attackShare)
  const who: Writer =
    fixed?.who ?? (attack ? draws.choose<AttackerClass>(policy.attackers) : draws.choose<OwnerClass>(policy.owners))
  const account = draws.pick(accounts)
  const skill = skillSpread * draws.normal()
  return { who, attack, account, skill, sender: fixed?.sender ?? drawSender(draws, who, account, policy) }
}

/** One mail of this claimant; another draw is another try. */
export function drawCase(draws: Draws, setting: Setting, claimant: Claimant, asked: boolean): SimulatedCase {
  const { who, attack, account, sender, skill } = claimant
  const facts: Record<string, string> = {}
  for (const kind of Object.keys(setting.world.facts)) {
    const level = attack
      ? attackerLevel(draws, kind, claimant, setting, asked)
      : ownerLevel(draws, kind, setting.world, asked)
    if (level !== null) facts[kind] = level
  }
  const answers = drawAnswers(draws, claimant, setting.world, asked)
  const friends = drawFriendList(draws, account, {
    who,
    attack,
    skill,
    asked,
    formAsks: setting.policy.friends.formAsks,
  })
  const { visibility, frequency } = account
  const subject: Subject = {
    visibility,
    frequency,
    sender,
    facts,
    ...(answers && { answers }),
    ...(friends && { friends }),
  }
  return { who, attack, subject }
}

/** Attackers who do not spoof write from another address: the rest of their row. */
function drawSender(
  draws: Draws,
  who: Writer,
  { visibility }: SimulatedAccount,
  { sender }: Policy,
): Subject['sender'] {
  const cell = who in sender.owners ? sender.owners[who as OwnerClass] : sender.attackers[who as AttackerClass]
  const row = 'public' in cell ? cell[visibility] : cell
  const other = sender.levels.indexOf('other')
  const spoofed = row.reduce((total, share, index) => total + (index === other ? 0 : share), 0)
  const weights = sender.levels.map((level, index) => [
    level,
    index === other ? Math.min(row[index] ?? 0, 1 - spoofed) : row[index],
  ])
  return draws.choose(Object.fromEntries(weights)) as Subject['sender']
}

function ownerLevel(draws: Draws, kind: string, { facts }: World, asked: boolean): string | null {
  const fact = facts[kind]
  if (!fact || !draws.chance(asked ? statedAsked : (statedUnasked[kind] ?? 0.5))) return null
  return draws.choose(Object.fromEntries(fact.levels.map((level, index) => [level, fact.owner[index] ?? 0])))
}

/** He tells what he knows, and bluffs where he does not: more often when asked. */
function attackerLevel(
  draws: Draws,
  kind: string,
  claimant: Claimant,
  { world, policy }: Setting,
  asked: boolean,
): string | null {
  const fact = world.facts[kind]
  if (!fact) return null
  const { visibility, frequency } = claimant.account
  const { bluff, tell } = policy.wrong
  let left = draws.share()
  for (const [index, cell] of fact.attackers[claimant.who as AttackerClass][visibility].entries()) {
    const known = cell === 'frequency' ? frequency[kind as keyof typeof frequency] : cell
    left -= shift(known, claimant.skill)
    if (left <= 0) return draws.chance(tell) ? (fact.levels[index] ?? null) : null
  }
  return draws.chance(asked ? 2 * bluff : bluff) ? (fact.levels.at(-1) ?? null) : null
}

function drawAnswers(draws: Draws, { who, attack, account, skill }: Claimant, { answers }: World, asked: boolean) {
  if (!draws.chance(asked ? (attack ? 0.7 : 0.8) : 0.35)) return null
  const chance = attack ? shift(answers.attackers[who as AttackerClass][account.visibility], skill) : answers.owner
  const right = Array.from({ length: questions }, () => draws.chance(chance)).filter(Boolean).length
  return { right, wrong: questions - right }
}
