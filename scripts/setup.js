// From a bare clone to a desk that can start: packages, .env, build, database.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { buildUnlessFresh, installPackages } from './install.js'

installPackages()
if (!existsSync('.env')) {
  copyFileSync('.env.example', '.env')
  console.log('Wrote .env from .env.example: good for this machine; read it before production.')
}
buildUnlessFresh()
const run = spawnSync('npm', ['run', '--silent', 'migrate'], { stdio: 'inherit' })
if (run.status === 0) console.log('Ready: npm run dev, or npm start. A first person: npm run create-staff.')
process.exitCode = run.status ?? 1
