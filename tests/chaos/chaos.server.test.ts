import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

test('two hundred mails come through kills, cuts, a crash of the database and a new numbering: none lost, none twice', async () => {
  const words = ['--import', 'tsx', 'scripts/chaos.ts', '--mails', '200', '--kills', '6', '--json']
  // It exits with 1 when anything is wrong; what it said is then in the error.
  const { stdout } = await run(process.execPath, words, { timeout: 170_000 })
  expect(JSON.parse(stdout)).toMatchObject({
    mails: 200,
    kills: 6,
    restarts: 1,
    lost: 0,
    doubled: 0,
    failed: 0,
    letters: 40,
    letters_doubled: 0,
    letters_lost: 0,
    gaps: 0,
    unplaced: 0,
    audit: true,
  })
}, 180_000)
