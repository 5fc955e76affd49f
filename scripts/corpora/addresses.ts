import { readAddressList } from '#app/mail/address-list.ts'
import { readHeader } from '#app/mail/header-fields.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'

type Listed = { name: string | null; address: string | null }
type Row = {
  header: string
  expected: { List?: Listed[]; Group?: Array<{ name: string | null; addresses: Listed[] }> }
}

/** Address lists, groups opened; spaces inside an address do not count. */
export const addresses: CorpusCheck = {
  name: 'addresses',
  folder: 'stalwart-mail-parser/resources',
  run(folder) {
    const rows = readJson<Row[]>(folder, 'address.json')
    return figure(
      rows.map(({ header, expected }, index) => {
        const wanted = [
          ...(expected.List ?? []),
          ...(expected.Group ?? []).flatMap((group) => group.addresses),
        ].flatMap(({ address }) => (address ? [packed(address)] : []))
        const { fields } = readHeader(Buffer.from(`To: ${header}\n`))
        const found = readAddressList(fields[0]?.value ?? '').flatMap(({ address }) =>
          address ? [packed(address)] : [],
        )
        const same = wanted.join(' ') === found.join(' ')
        return { id: String(index), fault: same ? null : `wanted ${wanted.join(' ')}, got ${found.join(' ')}` }
      }),
    )
  },
}

function packed(address: string): string {
  return address.replace(/\s+/g, '').replace(/^@[^:]*:/, '')
}
