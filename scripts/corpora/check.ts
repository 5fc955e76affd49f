import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one folder of test material yields: how many cases are right, and which are not. */
export type Figure = { right: number; of: number; wrong: string[] } & Record<string, unknown>

/** One folder's check. A new folder is a new file and a line in index.ts. */
export type CorpusCheck = {
  /** The name the figure is printed under. */
  name: string
  /** Below the directory of the corpora. */
  folder: string
  run: (folder: string) => Promise<Figure> | Figure
}

/** One judged case: null where it is right, else what was wrong, short. */
export type Outcome = { id: string; fault: string | null }

export function figure(outcomes: readonly Outcome[], more: Record<string, unknown> = {}): Figure {
  const wrong = outcomes.flatMap(({ id, fault }) => (fault === null ? [] : [`${id}: ${fault}`]))
  return { right: outcomes.length - wrong.length, of: outcomes.length, wrong, ...more }
}

export function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T
}

/** Every file below a folder whose name ends so. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name))
}

/** Whitespace counts as one space: clients wrap and pad as they like. */
export function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
