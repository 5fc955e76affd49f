import { expect, test } from 'vitest'
import {
  drawingPackages,
  drivers,
  type Layer,
  layers,
  mayImport,
  openNouns,
  orchestrators,
  purePackages,
  type Target,
} from './import-law.ts'
import { importsOf, sourceFiles } from './source-files.ts'

const files = sourceFiles()
const edges = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })))

test('every import follows the direction drawn in ARCHITECTURE.md', () => {
  const broken = edges
    .map((edge) => ({ ...edge, from: layerOf(edge.file) as Layer, to: targetOf(edge.target) }))
    .filter(({ from, to }) => !mayImport[from].includes(to))
    .map(({ file, target, from, to }) => `${file} (${from}) imports ${target} (${to})`)
  expect(broken).toEqual([])
})

test('server files of one noun are used by other nouns only through the orchestrators', () => {
  const broken = edges
    .filter(({ file, target }) => /^app\/.*\.server\.tsx?$/.test(file) && /^app\/.*\.server\.tsx?$/.test(target))
    .filter(({ file, target }) => nounOf(file) !== nounOf(target) && !openNouns.includes(nounOf(target)))
    .filter(
      ({ file, target }) => target !== 'app/env.server.ts' && !orchestrators.some((pattern) => pattern.test(file)),
    )
    .map(({ file, target }) => `${file} imports ${target}`)
  expect(broken).toEqual([])
})

test('app imports neither workers, scripts nor tests', () => {
  const broken = edges.filter(
    ({ file, target }) => file.startsWith('app/') && /^(workers|scripts|tests)\//.test(target),
  )
  expect(broken).toEqual([])
})

test('no imports go round in a circle', () => {
  const graph = new Map(files.map((file) => [file, importsOf(file).filter((target) => files.includes(target))]))
  const circles: string[] = []
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
    if (done.has(file) || path.includes(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  expect(circles).toEqual([])
})

function layerOf(path: string): Layer | null {
  return layers.find((entry) => entry.path.test(path))?.layer ?? null
}

function targetOf(path: string): Target {
  if (purePackages.test(path)) return 'pure package'
  if (path.startsWith('node:')) return 'node'
  if (drivers.test(path)) return 'driver'
  if (drawingPackages.test(path)) return 'drawing package'
  return layerOf(path) ?? 'package'
}

function nounOf(path: string): string {
  return path.split('/')[1] ?? ''
}
