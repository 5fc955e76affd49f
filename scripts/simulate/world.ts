import type { AttackerClass } from '#app/evidence/assessment.ts'
import type { Policy } from '#app/evidence/policy.ts'
import type { Draws } from './draws.ts'

export type OwnerClass = keyof Policy['owners']
export type Writer = OwnerClass | AttackerClass

type ByVisibility<T> = { public: T; private: T }

/** How often people truly state what. The scorer never sees it: its own tables are only an opinion about it. */
export type World = {
  facts: Readonly<Record<string, { levels: readonly string[]; owner: readonly number[]; attackers: AttackerRows }>>
  answers: { owner: number; attackers: Readonly<Record<AttackerClass, ByVisibility<number>>> }
}

type Cell = number | 'frequency'
type AttackerRows = Readonly<Record<AttackerClass, ByVisibility<readonly Cell[]>>>

/**
 * Draws a world: every chance of the policy moved by log-odds that nobody knows, so that no method is tuned to it.
 * @param noise standard deviation of the move, in natural log-odds
 */
export function drawWorld(draws: Draws, policy: Policy, noise: number): World {
  const move = (chance: number) => shift(chance, noise * draws.normal())
  const moveRow = (row: readonly Cell[]) => atMostOne(row.map((cell) => (cell === 'frequency' ? cell : move(cell))))
  const facts = Object.entries(policy.facts).map(([kind, { levels, m, k }]) => {
    const attackers = Object.fromEntries(
      Object.entries(k).map(([attacker, row]) => {
        const shown = 'public' in row ? row : { public: row, private: row }
        return [attacker, { public: moveRow(shown.public), private: moveRow(shown.private) }]
      }),
    ) as unknown as AttackerRows
    return [kind, { levels, owner: scaled(m.map(move)), attackers }] as const
  })
  const answerers = Object.entries(policy.answers.attackers).map(([attacker, chance]) => {
    const shown = typeof chance === 'number' ? { public: chance, private: chance } : chance
    return [attacker, { public: move(shown.public), private: move(shown.private) }]
  })
  return {
    facts: Object.fromEntries(facts),
    answers: {
      owner: move(policy.answers.owner),
      attackers: Object.fromEntries(answerers) as World['answers']['attackers'],
    },
  }
}

/** Moves a chance by natural log-odds. */
export function shift(chance: number, by: number): number {
  return chance <= 0 || chance >= 1 ? chance : 1 / (1 + (1 / chance - 1) * Math.exp(-by))
}

function scaled(row: readonly number[]): number[] {
  const total = row.reduce((sum, chance) => sum + chance, 0)
  return row.map((chance) => chance / total)
}

function atMostOne(row: readonly Cell[]): Cell[] {
  const total = row.reduce<number>((sum, cell) => sum + (cell === 'frequency' ? 0 : cell), 0)
  return total <= 1 ? [...row] : row.map((cell) => (cell === 'frequency' ? cell : cell / total))
}
