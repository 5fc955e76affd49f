import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { waitForIntake } from '#scripts/demo/check.ts'
import { openDemoWorld } from '#scripts/demo/world.ts'
import { cast } from '#scripts/seed/cast.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the desk is. */
    origin: string
    /** Where the mails that it sent can be read. */
    sinkUrl: string
    /** The owner's login to its database. */
    ownerUrl: string
    /** Cases that can be ruled on, oldest first, none of them Mei's. Each file takes its own. */
    cases: readonly number[]
    people: readonly { name: string; email: string; role: string; password: string }[]
  }
}

/** One whole desk for all browser tests of a run: the production build with every demo mail taken in. */
export default async function openHouse(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync('build/server/index.js'))
    throw new Error('Browser tests run on the production build: npm run build, or npm test.')
  const dir = await mkdtemp(path.join(tmpdir(), 'latchkey-e2e-'))
  const world = await openDemoWorld({ dir, port: await freePort(), withinMs: 0, say: () => {} })
  await world.deliver()
  await waitForIntake(world)
  project.provide('origin', world.origin)
  project.provide('sinkUrl', world.sink.url)
  project.provide('ownerUrl', world.ownerUrl)
  project.provide('cases', await casesOf(world.ownerUrl))
  project.provide('people', world.people)
  return async () => {
    await world.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

async function casesOf(ownerUrl: string): Promise<readonly number[]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const rows = await sql<{ id: number }[]>`
    select id::int from tickets
    where state = 'new' and route = 'registered' and claimed_account is distinct from ${cast.mei.number}
    order by opened_at, id`
  await sql.end()
  return rows.map(({ id }) => id)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
