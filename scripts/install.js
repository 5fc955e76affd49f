// Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Installs the packages of package-lock.json, unless they are there already. */
export function installPackages() {
  const installed = 'node_modules/.package-lock.json'
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) return
  console.error('Installing packages (npm ci) …')
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (run.status !== 0) stop(`npm ci failed with exit code ${run.status ?? 'none'}.`, 1)
}

/** What the whole test run needs besides npm packages: a browser, an IMAP server, and letters to draw Chinese with. */
const debianPackages = [
  { name: 'chromium', found: () => has('chromium') },
  { name: 'dovecot-imapd', found: () => has('dovecot') || existsSync('/usr/sbin/dovecot') },
  { name: 'fonts-noto-cjk', found: () => existsSync('/usr/share/fonts/opentype/noto') },
]

/** Installs the missing Debian packages where that is allowed; else says exactly what to type and exits with 69. */
export function installDebianPackages() {
  const missing = debianPackages.filter(({ found }) => !found()).map(({ name }) => name)
  if (missing.length === 0) return
  const line = `apt-get update && apt-get install -y ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    stop(
      `The tests need ${missing.join(', ')}. Install with:\n  sudo sh -c '${line}'\nor run the part that needs neither: npm run test:unit`,
      69,
    )
  }
  console.error(`Installing ${missing.join(', ')} …`)
  const run = spawnSync('sh', ['-c', line], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  const still = debianPackages.filter(({ found }) => !found()).map(({ name }) => name)
  if (run.status !== 0 || still.length > 0)
    stop(`Could not install ${still.join(', ')}. The command was:\n  ${line}`, 69)
}

/** Builds pages and processes, unless the build is newer than every source. */
export function buildUnlessFresh() {
  const built = 'build/built-from'
  const state = sourceState()
  if (existsSync(built) && readFileSync(built, 'utf8') === state) return
  console.error('Building …')
  const run = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (run.status !== 0) stop('The build failed: npm run build tells why.', 1)
}

/** Names every source file with its size and time; equal means that nothing changed. */
export function sourceState() {
  const folders = ['app', 'workers', 'scripts', 'drizzle/schema']
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  return [...files, 'package-lock.json', 'vite.config.ts', 'remix.config.js']
    .map((file) => ({ file, stat: statSync(file) }))
    .filter(({ stat }) => stat.isFile())
    .map(({ file, stat }) => `${file} ${stat.size} ${stat.mtimeMs}`)
    .sort()
    .join('\n')
}

/** @param {string} command */
function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0
}

/** @param {string} message @param {number} code @returns {never} */
function stop(message, code) {
  console.error(message)
  process.exit(code)
}
