import { zoneFileResolver } from '#app/mail/resolver.server.ts'
import { verifySender } from '#app/mail/verify-sender.server.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'

type Scenario = {
  tests: Record<string, { message: string; cv: string }>
  'txt-records': Record<string, string | string[]>
}

/** The chain validation suite: what the sender's verdict makes of each chain, every sealer being listed. */
export const arc: CorpusCheck = {
  name: 'arc',
  folder: 'mailauth/fixtures/arc',
  async run(folder) {
    const outcomes = []
    for (const { tests, 'txt-records': records } of readJson<Scenario[]>(folder, 'arc-draft-validation-tests.json')) {
      const zone = Object.entries(records).map(([name, text]) => [name, { TXT: [[text].flat().map(unfolded)] }])
      const resolver = zoneFileResolver(Object.fromEntries(zone))
      const trustedSealers = Object.keys(records).map((name) => name.replace(/^.*_domainkey\./, ''))
      for (const [id, { message, cv }] of Object.entries(tests)) {
        const bytes = Buffer.from(message.replace(/\r?\n/g, '\r\n'))
        const arrivedAt = new Date('2018-01-01T00:00:00Z')
        const { result } = (await verifySender(bytes, { resolver, arrivedAt, trustedSealers })).arc
        outcomes.push({ id, fault: result === cv.toLowerCase() ? null : `${result}, not ${cv.toLowerCase()}` })
      }
    }
    return figure(outcomes)
  },
}

function unfolded(text: string): string {
  return text.replace(/\s*\n\s*/g, '')
}
