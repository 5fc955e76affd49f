import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkDemo } from './check.ts'
import { openDemoWorld } from './world.ts'

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, port: { type: 'string', default: '4100' } },
})
const port = Number(values.port)
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`--port must be 1 to 65535, got "${values.port}"`)
  process.exit(64)
}
if (existsSync('.env')) console.error('.env is not read: the demo brings its own settings.')

const began = Date.now()
const world = await openDemoWorld({
  dir: '.data/demo',
  port,
  withinMs: values.check ? 0 : 75_000,
  say: (line) => console.error(`… ${line}`),
})

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) process.exit(1)
    stopping = true
    console.error('Ending …')
    await world.stop()
    process.exit(0)
  })
}

if (values.check) {
  const outcome = await checkDemo(world, { began })
  console.log(JSON.stringify(outcome))
  await world.stop()
  process.exit(outcome.ok ? 0 : 1)
}

console.log(`
Latchkey      ${world.origin}
${world.people.map(({ name, role, email, password }) => `  ${name.padEnd(11)} ${email}  ${password}  (${role})`).join('\n')}
Mails it sent ${world.sink.url}
Account page  ${world.origin}/account/sign-in

${world.mails} mails arrive over the next minute. Approve Mei's, open her letter above, and set a new password.
One Ctrl-C ends all.
`)
await world.deliver()
