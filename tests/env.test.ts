import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readEnv, SettingsError } from '#app/env.server.ts'

const example = parseEnv(readFileSync('.env.example', 'utf8')) as Record<string, string>

test('.env.example works as it is', () => {
  expect(readEnv(example)).toMatchObject({ origin: 'http://127.0.0.1:3000', port: 3000, dataDir: '.data' })
})

test('every setting is explained in .env.example, but for those of the demo', () => {
  const known = Object.keys(readEnv(example)).filter((key) => key !== 'keys')
  const named = known.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase())
  expect(named.filter((name) => !(name in example)).sort()).toEqual(['DEMO', 'DNS_ZONE_FILE', 'NODE_ENV'])
})

test('all faults are named at once, and no value is repeated', () => {
  const wrong = { ...example, PORT: '99999', SECRET_KEY: 'tooshort', SMTP_HOST: '', ORIGIN: 'nowhere' }
  const error = catchError(() => readEnv(wrong))
  expect(error).toBeInstanceOf(SettingsError)
  expect((error as SettingsError).faults).toHaveLength(4)
  for (const name of ['PORT', 'SECRET_KEY', 'SMTP_HOST', 'ORIGIN']) expect(String(error)).toContain(name)
  expect(String(error)).not.toContain('tooshort')
  expect(SettingsError.exitCode).toBe(78)
})

test('production refuses the example key, plain http and a DNS file', () => {
  const error = catchError(() =>
    readEnv({ ...example, NODE_ENV: 'production', ORIGIN: 'http://desk.example', DNS_ZONE_FILE: 'zone.json' }),
  )
  expect((error as SettingsError).faults).toHaveLength(3)
})

test.each([
  ['', 0],
  ['0', 0],
  ['2', 2],
])('TRUSTED_PROXIES=%s trusts %i proxies', (given, trustedProxies) => {
  expect(readEnv({ ...example, TRUSTED_PROXIES: given })).toMatchObject({ trustedProxies })
})

test.each(['-1', '1.5', 'all', '11'])('TRUSTED_PROXIES=%s is a fault', (given) => {
  expect(() => readEnv({ ...example, TRUSTED_PROXIES: given })).toThrow(/TRUSTED_PROXIES/)
})

test('.env.example also works for the built desk, as long as only this machine can reach it', () => {
  expect(readEnv({ ...example, NODE_ENV: 'production' }).origin).toBe('http://127.0.0.1:3000')
  expect(catchError(() => readEnv({ ...example, NODE_ENV: 'production', HOST: '0.0.0.0' }))).toBeInstanceOf(
    SettingsError,
  )
})

test('each purpose has a key of its own', () => {
  const { keys } = readEnv(example)
  const values = Object.values(keys).map((key) => Buffer.from(key).toString('hex'))
  expect(new Set(values).size).toBe(values.length)
})

function catchError(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return null
}
