import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { bundleOptions, threadEntries } from '#scripts/bundle-options.js'

/** The processes as production runs them, from the sources as they are now. */
export async function bundleDesk(): Promise<{ worker: (name: string) => string; remove: () => Promise<void> }> {
  // Inside the project, where the packages are found.
  await mkdir('.data', { recursive: true })
  const dir = path.resolve(await mkdtemp(path.join('.data', 'trial-')))
  await build({
    ...bundleOptions,
    entryPoints: ['workers/imap.ts', 'workers/intake.ts', 'workers/outbox.ts', ...threadEntries],
    outdir: dir,
  })
  return {
    worker: (name) => path.join(dir, 'workers', `${name}.js`),
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}
