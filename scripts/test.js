// The whole test run, from a bare clone: installs what it needs, builds, runs every project of vitest.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildUnlessFresh, installDebianPackages, installPackages } from './install.js'

installPackages()
installDebianPackages()
buildUnlessFresh()
const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
const report = join(folder, 'report.json')
const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]
const run = spawnSync(process.execPath, [...vitest, ...process.argv.slice(2)], { stdio: 'inherit' })
try {
  const { numPassedTests, numFailedTests, numTotalTestSuites, numFailedTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  // A file that could not even be loaded fails without a failed test.
  const failed = numFailedTests === 0 && run.status !== 0 ? Math.max(1, numFailedTestSuites) : numFailedTests
  console.log(`${numTotalTestSuites} suites`)
  console.log(`${numPassedTests} passed, ${failed} failed`)
} catch {
  console.log('0 passed, 1 failed')
}
rmSync(folder, { recursive: true, force: true })
process.exitCode = run.status ?? 1
