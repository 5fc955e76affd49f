/**
 * How the processes are bundled. Packages stay outside; our own files keep their folders, since threads are found by
 * their path.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const bundleOptions = {
  outbase: '.',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
}

/** Threads and processes that the workers start. */
export const threadEntries = ['app/intake/reader-thread.server.ts', 'app/mail/attachment-process.server.ts']
