import { expect, test } from 'vitest'
import { readAddressList } from '#app/mail/address-list.ts'
import { safeFilename } from '#app/mail/safe-filename.ts'

test.each([
  ['papers.pdf', 'papers.pdf'],
  ['身份证明.txt', '身份证明.txt'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\mei\\a.txt', 'a.txt'],
  ['photo\u202egnp.exe', 'photognp.exe'],
  ['a\r\nb\0.txt', 'ab.txt'],
  ['a<b>:"c|?*.txt', 'a_b___c___.txt'],
  ['...', 'attachment'],
  ['.htaccess', 'htaccess'],
  ['', 'attachment'],
  [null, 'attachment'],
  ['con.txt', '_con.txt'],
])('%j is saved as %s', (name, safe) => {
  expect(safeFilename(name)).toBe(safe)
})

test('a long name keeps its ending', () => {
  const safe = safeFilename(`${'长'.repeat(500)}.pdf`)
  expect([...safe]).toHaveLength(120)
  expect(safe.endsWith('长.pdf')).toBe(true)
})

test.each<[string, string[]]>([
  ['a@x.example, "B, C" <b@x.example>', ['a@x.example', 'b@x.example']],
  ['Friends: a@x.example, b@x.example;', ['a@x.example', 'b@x.example']],
  ['undisclosed:;', []],
  ['a(comment)@x.example', ['a@x.example']],
  ['<"">', ['""']],
  ['<a@x.example', ['a@x.example']],
])('the list %s holds %j', (list, addresses) => {
  expect(readAddressList(list).map(({ address }) => address)).toEqual(addresses)
})
