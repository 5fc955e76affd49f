import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { classify } from '#app/claims/classify.ts'
import { extractClaims, type MailToRead } from '#app/claims/extract.ts'

type Row = {
  id: string
  category: string
  language: MailToRead['language']
  sender: string
  subject: string
  text: string
  quotedFrom?: number
  claims: [string, string][]
}

const rows = readFileSync(new URL('../fixtures/texts/recovery-texts.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

const read = rows.map((row) => {
  const mail: MailToRead = {
    subject: row.subject,
    text: row.text,
    reply: [{ start: 0, end: row.quotedFrom ?? row.text.length }],
    language: row.language,
    senderAddress: row.sender,
    deskAddress: 'desk@latchkey.example',
  }
  const claims = extractClaims(mail)
  const stated = new Set(row.claims.map(([kind, value]) => `${kind} ${value}`))
  const found = new Set(claims.map(({ kind, value }) => `${kind} ${value}`))
  return { row, category: classify(mail, claims).category, stated, found }
})
const sum = (count: (one: (typeof read)[number]) => number) => read.reduce((total, one) => total + count(one), 0)
const stated = sum((one) => one.stated.size)
const found = sum((one) => one.found.size)
const right = sum((one) => [...one.found].filter((claim) => one.stated.has(claim)).length)

test('there are sixty texts of other services and styles', () => {
  expect(rows.length).toBeGreaterThanOrEqual(60)
})

test('of a hundred claims at least ninety-eight are stated in the text', () => {
  expect(right / found).toBeGreaterThanOrEqual(0.98)
})

test('of a hundred stated facts at least ninety-five are found', () => {
  expect(right / stated).toBeGreaterThanOrEqual(0.95)
})

test('no value is claimed that a text does not state', () => {
  const invented = read.flatMap((one) => [...one.found].filter((claim) => !one.stated.has(claim)))
  expect(invented).toEqual([])
})

test('every mail is of the kind that a reader would call it', () => {
  expect(read.map(({ row, category }) => [row.id, category])).toEqual(rows.map(({ id, category }) => [id, category]))
})
