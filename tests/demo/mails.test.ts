import { beforeAll, describe, expect, test } from 'vitest'
import { type MailReading, personKinds } from '#app/intake/mail-reading.ts'
import { type Reader, readMail } from '#app/intake/read-mail.server.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { zoneFileResolver } from '#app/mail/resolver.server.ts'
import { type DemoMail, demoMails } from '#scripts/demo/mails.ts'
import { makeSigningKey } from '#scripts/demo/signing.ts'
import { castAt } from '#scripts/seed/cast.ts'
import { drawPopulation } from '#scripts/seed/population.ts'

const now = new Date('2026-11-22T08:00:00Z')
const { cast } = castAt(now)
const population = drawPopulation({ accounts: 600, now })

let mails: DemoMail[]
let readings: MailReading[]
beforeAll(async () => {
  const world = await demoMails({
    cast,
    population,
    key: makeSigningKey(),
    deskAddress: 'recover@desk.example',
    now,
    withinMs: 60_000,
  })
  mails = world.mails
  const reader: Reader = {
    parse: async (bytes) => parseMail(bytes),
    resolver: zoneFileResolver(world.zone),
    deskAddress: 'recover@desk.example',
    messageIdKey: new Uint8Array(32),
    authservId: null,
    ownHosts: [],
    clock: () => 0,
  }
  readings = await Promise.all(mails.map(({ bytes }) => readMail(bytes, now, reader)))
}, 60_000)

describe('the mails of the demo', () => {
  test('are about sixty, no two alike, spread over the minute', () => {
    expect(mails.length).toBeGreaterThanOrEqual(60)
    const texts = readings.map(({ mail }) => mail.text)
    expect(new Set(texts).size).toBe(texts.length)
    expect(mails[0]?.delayMs).toBe(0)
    expect(mails.at(-1)?.delayMs).toBeGreaterThan(50_000)
  })

  test('are read without a fault, in every encoding', () => {
    for (const { mail } of readings) expect(`${mail.subject}${mail.text}`).not.toMatch(/\ufffd|锟|Ã/)
    expect(readings.map(({ mail }) => mail.subject)).toEqual(
      expect.arrayContaining(['密碼忘記了，請協助', '账号被锁', '代开发票 优惠']),
    )
  })

  test('bring at least forty cases for people, and every kind that a desk meets', () => {
    const cases = readings.filter(({ kind }) => personKinds.includes(kind))
    expect(cases.length).toBeGreaterThanOrEqual(40)
    const kinds = new Set(readings.map(({ kind }) => kind))
    for (const kind of ['recovery', 'abuse', 'question', 'spam', 'auto_reply', 'bounce', 'complaint', 'list'])
      expect(kinds).toContain(kind)
  })

  test('begin with Mei, whose domain stands for her', () => {
    const [first] = readings
    expect(first?.verdict.dmarc).toEqual({ result: 'pass', policy: 'reject', by: 'dkim' })
    expect(judgeSender(first?.verdict as MailReading['verdict'], cast.mei).level).toBe('strong')
    expect(first?.mail.subject).toBe('I forgot my password')
  })

  test('Eve’s forgery is told from Mei', () => {
    const [, forged, display, near] = readings
    const level = (reading: MailReading | undefined) => judgeSender((reading as MailReading).verdict, cast.mei).level
    expect([level(forged), level(display), level(near)]).toEqual(['fail', 'fail', 'near'])
  })

  test('are signed so that every level of proof is there', () => {
    const proofs = readings.map(({ verdict }) => `${verdict.dmarc.result} ${verdict.dmarc.policy}`)
    for (const proof of ['pass reject', 'pass quarantine', 'pass none', 'fail reject']) expect(proofs).toContain(proof)
  })
})
