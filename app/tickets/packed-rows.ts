/**
 * Rows of a list on their way to the browser: the names of their fields are told once, and each row is one text, which
 * is handed over as a whole.
 */
export type PackedRows<Row> = {
  fields: readonly (keyof Row & string)[]
  /** Which of the fields hold moments. */
  moments: readonly (keyof Row & string)[]
  rows: readonly string[]
}

/** A field that a row does not have; as JSON it is no value of one. */
const absent = { absent: true }

/** Whoever unpacks rows where they were packed, like the server that draws them, is given them back. */
const unpacked = new WeakMap<object, readonly object[]>()
const texts = new WeakMap<object, string>()

export function packRows<Row extends object>(rows: readonly Row[]): PackedRows<Row> {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))] as (keyof Row & string)[]
  const moments = fields.filter((field) => rows.some((row) => row[field] instanceof Date))
  const written = rows.map((row) => JSON.stringify(fields.map((field) => packed(row[field]))))
  const all = { fields, moments, rows: written }
  remember(all, rows)
  return all
}

/** The rows that {@link packRows} was given; a field that one lacks is not there. The same for all who ask. */
export function unpackRows<Row extends object>(packed: PackedRows<Row>): readonly Row[] {
  return (unpacked.get(packed) as readonly Row[] | undefined) ?? remember(packed, unpack(packed))
}

function remember<Row extends object>(packed: PackedRows<Row>, rows: readonly Row[]): readonly Row[] {
  unpacked.set(packed, rows)
  for (const [at, row] of rows.entries()) texts.set(row, packed.rows[at] as string)
  return rows
}

function unpack<Row extends object>({ fields, moments, rows }: PackedRows<Row>): Row[] {
  return rows.map((text) => {
    const row: Partial<Row> = {}
    const values = JSON.parse(text) as Row[keyof Row & string][]
    for (const [place, field] of fields.entries()) {
      const value = values[place] as Row[typeof field] & { absent?: true }
      if (value === null) row[field] = value
      else if (moments.includes(field)) row[field] = new Date(value as unknown as number) as Row[typeof field]
      else if (value.absent !== true) row[field] = value
    }
    return row as Row
  })
}

/** All that a row says, in one text: that which it was unpacked from. */
export function textOfRow(row: object): string {
  return texts.get(row) ?? JSON.stringify(row)
}

function packed(value: unknown): unknown {
  if (value === undefined) return absent
  return value instanceof Date ? value.getTime() : value
}
