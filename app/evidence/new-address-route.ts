import type { AttackerClass } from './assessment.ts'
import type { Policy } from './policy.ts'
import type { Score } from './score.ts'
import type { Subject } from './subject.ts'

const people: Readonly<Record<AttackerClass, string>> = {
  blind: 'a stranger',
  scraper: 'somebody who copied public pages',
  acquaintance: 'an acquaintance',
  breach: 'somebody with leaked data',
  hijacker: 'somebody who reads the mailbox',
}

/**
 * What is missing for the new-address route, one clause each; empty if its thresholds are met. Here, and only here, the
 * score decides, because the account would be handed to an address that is not on it.
 */
export function missingForNewAddress(subject: Subject, result: Score, policy: Policy): string[] {
  const { probability, margins, sendersBarred } = policy.newAddress
  const stops = (subject.signals ?? []).filter((signal) => policy.context.stops.includes(signal))
  const thin = Object.entries(margins).filter(([attacker, least]) => result.margins[attacker as AttackerClass] < least)
  return [
    ...stops.map((signal) => `Signal ${signal} stops the case.`),
    ...(sendersBarred.includes(subject.sender) ? [`A sender of level ${subject.sender} is barred.`] : []),
    ...(result.probability < probability ? [`The probability is below ${probability}.`] : []),
    ...thin.map(([attacker, least]) => {
      const has = result.margins[attacker as AttackerClass].toFixed(1)
      return `It could be ${people[attacker as AttackerClass]}: the margin is ${has} bits, needed are ${least}.`
    }),
  ]
}
