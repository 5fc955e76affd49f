// The demo from a bare clone: installs and builds first, then hands over to demo.ts.
import { spawn } from 'node:child_process'
import { buildUnlessFresh, installPackages } from '../install.js'

installPackages()
buildUnlessFresh()
const demo = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo/demo.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
// One Ctrl-C reaches both; the demo ends its processes itself.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => demo.kill(signal))
demo.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
