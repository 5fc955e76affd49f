// Bundles the processes for production. Packages stay outside; our own files keep their folders, since the parser
// thread is found beside the parser pool by its path.
import { writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { sourceState } from './install.js'

await build({
  entryPoints: [
    'workers/web.ts',
    'workers/imap.ts',
    'workers/intake.ts',
    'workers/outbox.ts',
    'scripts/start.ts',
    'app/mail/parser-thread.server.ts',
  ],
  outdir: 'build/node',
  outbase: '.',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
})
writeFileSync('build/built-from', sourceState())
