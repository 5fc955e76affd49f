import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sameOrganisation } from '#app/mail/address.ts'
import { type AuthenticationResult, readAuthenticationResults, receivedBy } from '#app/mail/authentication-results.ts'
import { readFrom } from '#app/mail/from-field.ts'
import { fieldValue, readHeader } from '#app/mail/header-fields.ts'
import type { HeaderField } from '#app/mail/parsed-mail.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'

type Row = {
  file: string
  trustedAuthserv?: string
  expected?: {
    results?: Array<[string, string, Record<string, string>]>
    methods?: Record<string, string>
    fromAligned?: boolean
  }
  perAuthserv?: Record<string, Record<string, string | string[]>>
}

/** Authentication-Results: those of our own host and no others, forged ones told apart. */
export const authres: CorpusCheck = {
  name: 'authres',
  folder: 'authres',
  run(folder) {
    return figure(
      readJson<Row[]>(folder, 'expected.json').map((row) => {
        const { fields } = readHeader(readFileSync(join(folder, 'messages', row.file)))
        const faults = row.perAuthserv
          ? Object.entries(row.perAuthserv).flatMap(([id, wanted]) => compareHost(fields, id, wanted))
          : compareMail(fields, row)
        return { id: row.file, fault: faults.length > 0 ? faults.join(', ') : null }
      }),
    )
  },
}

function read(fields: readonly HeaderField[], authservId: string) {
  const own = receivedBy(fieldValue(fields, 'received') ?? '')
  return readAuthenticationResults(fields, { authservId, ownHosts: own ? [own] : [] })
}

function compareHost(fields: readonly HeaderField[], id: string, wanted: Record<string, string | string[]>): string[] {
  const { results, forged } = read(fields, id)
  if ('note' in wanted) {
    const counted = results.length > 0
    return counted ? [`${id} counted`] : id.endsWith('ext') && !forged ? [`${id} not seen as forged`] : []
  }
  return Object.entries(wanted).flatMap(([method, values]) => {
    const found = results.filter((one) => one.method === method).map((one) => one.result)
    return [values].flat().join() === found.join() ? [] : [`${id} ${method} ${found.join()}`]
  })
}

function compareMail(fields: readonly HeaderField[], { trustedAuthserv = '', expected = {} }: Row): string[] {
  const { results } = read(fields, trustedAuthserv)
  const faults: string[] = []
  if (expected.results) {
    const found = results.map(({ method, result, properties }) => {
      const { reason: _, ...rest } = properties
      return [method, result, rest]
    })
    if (JSON.stringify(found) !== JSON.stringify(expected.results)) faults.push(`results ${JSON.stringify(found)}`)
  }
  for (const [method, result] of Object.entries(expected.methods ?? {})) {
    const found = results.find((one) => one.method === method)?.result
    if (found !== result) faults.push(`${method} ${found}`)
  }
  if (expected.fromAligned !== undefined) {
    const domain = readFrom(fields).address?.split('@').pop() ?? ''
    const aligned = results.some((one) => one.result === 'pass' && standsFor(one, domain))
    if (aligned !== expected.fromAligned) faults.push(`aligned ${aligned}`)
  }
  return faults
}

function standsFor({ method, properties }: AuthenticationResult, domain: string): boolean {
  const named = { dkim: 'header.d', dmarc: 'header.from', spf: 'smtp.mailfrom' }[method]
  const value = named && properties[named]
  return value ? sameOrganisation(value.slice(value.lastIndexOf('@') + 1), domain) : false
}
