import { expect, test } from 'vitest'
import { packRows, textOfRow, unpackRows } from '#app/tickets/packed-rows.ts'

type Row = { id: number; subject: string; dueAt: Date | null; tags: readonly string[]; match?: { text: string } }

test.each<[string, Row[]]>([
  ['no row', []],
  ['one row', [{ id: 1, subject: 'Lost password', dueAt: null, tags: [] }]],
  [
    'rows of which some say more than others',
    [
      { id: 1, subject: '', dueAt: new Date('2026-11-22T10:00:00Z'), tags: ['vip', 'wave'] },
      { id: 2, subject: '找回密码', dueAt: null, tags: [], match: { text: 'found' } },
      { id: 3, subject: 'Re: account', dueAt: null, tags: [] },
    ],
  ],
])('what is packed comes out as it was: %s', (_, rows) => {
  expect(unpackRows<Row>(sent(packRows(rows)))).toStrictEqual(rows)
  expect(unpackRows<Row>(packRows(rows))).toBe(rows)
})

test('fields are named once, however many rows there are', () => {
  const rows = Array.from({ length: 50 }, (_, id) => ({ id, subject: 'Lost password' }))
  const packed = packRows(rows)
  expect(packed.fields).toEqual(['id', 'subject'])
  expect(packed.rows.join()).not.toContain('subject')
})

test('whoever unpacks the same rows is given the same', () => {
  const packed = sent(packRows([{ id: 1 }]))
  expect(unpackRows(packed)).toBe(unpackRows(packed))
})

test('a row tells in one text all that it says', () => {
  const said = (rows: Row[]) => unpackRows<Row>(sent(packRows(rows))).map(textOfRow)
  const row: Row = { id: 1, subject: 'Lost password', dueAt: null, tags: [] }
  expect(unpackRows<Row>(packRows([row])).map(textOfRow)).toEqual(said([row]))
  expect(said([row, { ...row }])).toEqual([...new Set(said([row])), ...new Set(said([row]))])
  for (const change of [{ subject: '' }, { tags: ['vip'] }, { dueAt: new Date(0) }, { match: { text: 'found' } }])
    expect(said([{ ...row, ...change }])).not.toEqual(said([row]))
})

/** As the browser gets them. */
function sent<Packed>(packed: Packed): Packed {
  return structuredClone(packed)
}
