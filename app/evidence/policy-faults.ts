import type { FactNumbers, PolicyTables } from './policy-tables.ts'

/** One cell that cannot be, e.g. "facts.city.m" "must add up to 1, adds up to 1.02". */
export type Fault = { cell: string; fault: string }

/** Facts whose frequency among accounts is known. */
const countedFacts = ['nickname', 'city']

/** What is wrong with a policy whose cells are possible one by one but contradict each other. */
export function contradictions(policy: PolicyTables): Fault[] {
  return [
    ...addsUp('owners', Object.values(policy.owners)),
    ...addsUp('attackers', Object.values(policy.attackers)),
    ...senderFaults(policy),
    ...Object.entries(policy.facts).flatMap(([kind, numbers]) => factFaults(kind, numbers)),
    ...answerFaults(policy),
    ...friendFaults(policy.friends),
    ...contextFaults(policy),
  ]
}

function senderFaults({ sender }: PolicyTables): Fault[] {
  const rows = [
    ...Object.entries(sender.owners).map(([owner, row]) => ({ cell: `sender.owners.${owner}`, row })),
    ...Object.entries(sender.attackers).flatMap(([attacker, cell]) => rowsOf(`sender.attackers.${attacker}`, cell)),
  ]
  return [
    ...Object.entries(sender.owners).flatMap(([owner, row]) => addsUp(`sender.owners.${owner}`, row, 0.001)),
    ...rows.flatMap(({ cell, row }) => hasCells(cell, row, sender.levels.length)),
    ...Object.entries(sender.scoredAs)
      .filter(([, level]) => !sender.levels.includes(level))
      .map(([level, as]) => ({ cell: `sender.scoredAs.${level}`, fault: `must be one of sender.levels, is "${as}"` })),
  ]
}

function factFaults(kind: string, numbers: FactNumbers): Fault[] {
  const cell = `facts.${kind}`
  const { levels, clamps, m, k } = numbers
  const rows = Object.entries(k).flatMap(([attacker, row]) => rowsOf(`${cell}.k.${attacker}`, row))
  const repeated = levels.find((level, index) => levels.indexOf(level) !== index)
  return [
    ...hasCells(`${cell}.clamps`, clamps, levels.length),
    ...hasCells(`${cell}.m`, m, levels.length),
    ...addsUp(`${cell}.m`, m),
    ...(repeated === undefined ? [] : [{ cell: `${cell}.levels`, fault: `names "${repeated}" twice` }]),
    ...clamps.flatMap((clamp, index) => clampFaults(`${cell}.clamps[${index}]`, clamp, index, levels.length)),
    ...rows.flatMap(({ cell: name, row }) => rowFaults(name, row, { kind, levels: levels.length })),
    ...blindFaults(cell, numbers),
  ]
}

function clampFaults(cell: string, clamp: string, index: number, levels: number): Fault[] {
  if (index === 0) return clamp === 'exact' ? [] : [{ cell, fault: `must be "exact": the best level stands first` }]
  if (index === levels - 1) return clamp === 'wrong' ? [] : [{ cell, fault: `must be "wrong": it stands last` }]
  return clamp === 'coarse' || clamp === 'slip' ? [] : [{ cell, fault: `must be "coarse" or "slip", is "${clamp}"` }]
}

function rowFaults(cell: string, row: readonly (number | string)[], of: { kind: string; levels: number }): Fault[] {
  const total = row.reduce<number>((sum, chance) => sum + (typeof chance === 'number' ? chance : 0), 0)
  const uncounted = countedFacts.includes(of.kind) ? -1 : row.indexOf('frequency')
  return [
    ...hasCells(cell, row, of.levels - 1),
    ...(total > 1 + 1e-9 ? [{ cell, fault: `must add up to at most 1, adds up to ${total}` }] : []),
    ...(uncounted < 0 ? [] : [{ cell: `${cell}[${uncounted}]`, fault: `cannot be "frequency": it is not counted` }]),
  ]
}

/** The clamps keep an exact value from lowering, so a table where the blind beat the owner would silently weigh nothing. */
function blindFaults(cell: string, { m, k }: FactNumbers): Fault[] {
  const owner = m[0] ?? 0
  return rowsOf(`${cell}.k.blind`, k.blind)
    .filter(({ row }) => typeof row[0] === 'number' && row[0] >= owner)
    .map(({ cell: name, row }) => ({
      cell: `${name}[0]`,
      fault: `must be below ${cell}.m[0] (${owner}), is ${row[0]}: a stranger cannot know it better than the owner`,
    }))
}

function answerFaults({ answers }: PolicyTables): Fault[] {
  return Object.entries(answers.attackers).flatMap(([attacker, cell]) =>
    rowsOf(`answers.attackers.${attacker}`, typeof cell === 'number' ? [cell] : wrapped(cell))
      .filter(({ row }) => (row[0] ?? 0) >= answers.owner)
      .map(({ cell: name, row }) => ({
        cell: name,
        fault: `must be below answers.owner (${answers.owner}), is ${row[0]}`,
      })),
  )
}

function friendFaults({ weights, tables, misses }: PolicyTables['friends']): Fault[] {
  return [
    ...Object.entries(weights)
      .filter(([, weight]) => weight > weights.full)
      .map(([name, weight]) => ({ cell: `friends.weights.${name}`, fault: `must be at most full, is ${weight}` })),
    ...Object.entries(tables).flatMap(([attacker, { points }]) =>
      pointFaults(`friends.tables.${attacker}.points`, points),
    ),
    ...(misses.freeShare < 1 ? [] : [{ cell: 'friends.misses.freeShare', fault: 'must be below 1' }]),
  ]
}

/** A table that fell anywhere would make a further right friend cost something. */
function pointFaults(cell: string, points: readonly (readonly [number, number])[]): Fault[] {
  const [first] = points
  const start = first && first[0] === 0 && first[1] === 0 ? [] : [{ cell: `${cell}[0]`, fault: 'must be [0, 0]' }]
  const falls = points.slice(1).flatMap(([x, bits], index) => {
    const [before, bitsBefore] = points[index] as readonly [number, number]
    if (x <= before) return [{ cell: `${cell}[${index + 1}]`, fault: `must stand after ${before}, is ${x}` }]
    return bits < bitsBefore
      ? [{ cell: `${cell}[${index + 1}]`, fault: `must not fall below ${bitsBefore}, is ${bits}` }]
      : []
  })
  return [...start, ...falls]
}

function contextFaults({ context }: PolicyTables): Fault[] {
  const { mailChanged30, mailChanged7 } = context.days
  if (mailChanged7 <= mailChanged30) return []
  return [{ cell: 'context.days.mailChanged7', fault: `must be at most mailChanged30 (${mailChanged30})` }]
}

function rowsOf<T>(cell: string, row: readonly T[] | { public: readonly T[]; private: readonly T[] }) {
  if ('public' in row) {
    return [
      { cell: `${cell}.public`, row: row.public },
      { cell: `${cell}.private`, row: row.private },
    ]
  }
  return [{ cell, row }]
}

function wrapped(cell: { public: number; private: number }) {
  return { public: [cell.public], private: [cell.private] }
}

function hasCells(cell: string, row: readonly unknown[], cells: number): Fault[] {
  return row.length === cells ? [] : [{ cell, fault: `must have ${cells} cells, has ${row.length}` }]
}

function addsUp(cell: string, shares: readonly number[], tolerance = 1e-9): Fault[] {
  const total = shares.reduce((sum, share) => sum + share, 0)
  return Math.abs(total - 1) <= tolerance ? [] : [{ cell, fault: `must add up to 1, adds up to ${total}` }]
}
