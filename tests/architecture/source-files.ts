import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

/** Every source file of the house, as paths from the root. */
export function sourceFiles(): readonly string[] {
  return ['app', 'drizzle', 'workers', 'scripts', 'tests']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => /(?<!\.d)\.tsx?$/.test(file))
}

/** What a file imports: our own files as paths from the root, packages by their name. Types count too. */
export function importsOf(file: string): readonly string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName: specifier }) => {
    if (specifier.startsWith('#')) return specifier.slice(1)
    if (specifier.startsWith('.')) return relative('.', join(dirname(file), specifier))
    return specifier
  })
}
