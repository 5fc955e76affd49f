import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

/** Tests are tables and may be longer; a table is not cut in two. */
const mostLines = (file: string) => (file.startsWith('tests/') ? 450 : 300)

test('no source file is longer than 300 lines, no test than 450', () => {
  const long = sourceFiles()
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
    .filter(({ file, lines }) => lines > mostLines(file))
  expect(long).toEqual([])
})

test('no file or folder has a name that excludes nothing', () => {
  const drawers = /(^|\/)(utils?|helpers?|misc|common|services?|lib|types|constants|index\.(?!ts$))(\/|\.tsx?$)/
  expect(sourceFiles().filter((file) => drawers.test(file))).toEqual([])
})

test('an index.ts is an ordered list, never a barrel', () => {
  const barrels = sourceFiles()
    .filter((file) => basename(file) === 'index.ts')
    .filter((file) => /^export (\*|\{)/m.test(readFileSync(file, 'utf8')))
  expect(barrels).toEqual([])
})

test('the top level holds what the card names, and what tools and readers look for there', () => {
  const allowed = [
    'app',
    'drizzle',
    'workers',
    'scripts',
    'tests',
    'docs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'remix.config.js',
    'vite.config.ts',
    'vitest.config.ts',
    'drizzle.config.ts',
    'biome.json',
    'README.md',
    'ARCHITECTURE.md',
    'DECISIONS.md',
    'CHANGELOG.md',
    'LICENSE',
    '.ci',
    '.env.example',
    '.gitignore',
    '.npmrc',
  ]
  const made = ['.git', 'node_modules', 'build', '.data', '.env', 'coverage']
  const found = readdirSync('.').filter((name) => !made.includes(name) && !name.startsWith('vite.config.ts.timestamp'))
  expect(found.filter((name) => !allowed.includes(name))).toEqual([])
})

test('rules take the time and chance as arguments', () => {
  const reaches =
    /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bprocess\.env\b|\brandomBytes\b|\brandomUUID\b|\bfetch\(/
  const impure = sourceFiles()
    .filter(
      (file) =>
        /^app\//.test(file) &&
        !/\.server\.tsx?$/.test(file) &&
        !/\.tsx$/.test(file) &&
        !file.startsWith('app/components/'),
    )
    .filter((file) => reaches.test(readFileSync(file, 'utf8')))
  expect(impure).toEqual([])
})

test('every route asks who may', () => {
  const open = /^(sign-in|sign-out|_index|reset\.|not-me\.|account|recover|form\.|confirm\.|healthz)/
  const careless = sourceFiles()
    .filter((file) => file.startsWith('app/routes/') && !open.test(basename(file)))
    .filter((file) => /export (async )?(function|const) (loader|action)/.test(readFileSync(file, 'utf8')))
    .filter((file) => !/\brequire[A-Z]\w+\(/.test(readFileSync(file, 'utf8')))
  expect(careless).toEqual([])
})
