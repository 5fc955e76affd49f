import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Catalogue } from '#app/components/language.tsx'
import { labels, levels, senders, suspectNames } from '#app/evidence/words.ts'
import { sourceFiles } from '#tests/architecture/source-files.ts'

/** Words that have no Chinese letter in Chinese: names and formats. */
const sameInChinese = new Set(['CSV', 'DNS', 'HTML', 'OAuth 2.0', 'Reply-To', 'SHA-256', 'SPF', 'STARTTLS'])

const files = sourceFiles().filter(
  (file) =>
    /^app\/components\/.*\.tsx?$/.test(file) &&
    !file.endsWith('language.tsx') &&
    /\bcatalogue(<|\()/.test(readFileSync(file, 'utf8')),
)

type Tree = { [key: string]: unknown }

function pathsOf(tree: Tree, before = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? pathsOf(value as Tree, `${before}${key}.`) : [`${before}${key}`],
  )
}

function valueAt(tree: Tree, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], tree)
}

/** Words that only their own table may lack, as it says. */
const mayLack: Readonly<Record<string, RegExp>> = { 'deed-words.ts': /^(details|values)\./ }

test('there are catalogues to look at', () => {
  expect(files.length).toBeGreaterThan(30)
})

test.each(files)('every word of %s is there in both languages, and is Chinese in Chinese', async (file) => {
  const module = (await import(resolve(file))) as Record<string, unknown>
  const catalogues = Object.values(module).filter(
    (value): value is Catalogue<Tree> => typeof value === 'object' && value !== null && 'en' in value && 'zh' in value,
  )
  expect(catalogues.length).toBeGreaterThan(0)
  const lack = Object.entries(mayLack).find(([name]) => file.endsWith(name))?.[1]
  for (const { en, zh } of catalogues) {
    const [ours, theirs] = [pathsOf(en), pathsOf(zh)].map((paths) => paths.filter((path) => !lack?.test(path)).sort())
    expect(theirs).toEqual(ours)
    for (const path of ours ?? []) {
      const [english, chinese] = [valueAt(en, path), valueAt(zh, path)]
      expect([path, typeof chinese]).toEqual([path, typeof english])
      if (typeof chinese !== 'string' || chinese === '' || sameInChinese.has(chinese)) continue
      // Of providers, the name is the name.
      if (path.startsWith('presets.')) continue
      expect([path, chinese]).toEqual([path, expect.stringMatching(/\p{Script=Han}|^[^A-Za-z]*$/u)])
    }
  }
})

test.each([
  ['labels', labels],
  ['levels', levels],
  ['senders', senders],
  ['suspects', suspectNames],
])('the evidence has the same %s in both languages', (_, { en, zh }) => {
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
})
