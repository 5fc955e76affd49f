// Bundles the processes for production.
import { writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { bundleOptions, threadEntries } from './bundle-options.js'
import { sourceState } from './install.js'

await build({
  ...bundleOptions,
  entryPoints: [
    'workers/web.ts',
    'workers/imap.ts',
    'workers/intake.ts',
    'workers/outbox.ts',
    'workers/clock.ts',
    'scripts/start.ts',
    ...threadEntries,
  ],
  outdir: 'build/node',
})
writeFileSync('build/built-from', sourceState())
