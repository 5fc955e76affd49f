/** Rows of a list on their way to the browser: the names of their fields are told once, not with every row. */
export type PackedRows<Row> = { fields: readonly (keyof Row & string)[]; values: readonly Row[keyof Row & string][] }

export function packRows<Row extends object>(rows: readonly Row[]): PackedRows<Row> {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))] as (keyof Row & string)[]
  const values: Row[keyof Row & string][] = []
  for (const row of rows) for (const field of fields) values.push(row[field])
  return { fields, values }
}

/** The rows that {@link packRows} was given; a field that one lacks is not there. */
export function unpackRows<Row extends object>({ fields, values }: PackedRows<Row>): Row[] {
  if (fields.length === 0) return []
  return Array.from({ length: values.length / fields.length }, (_, at) => {
    const row: Partial<Row> = {}
    for (const [place, field] of fields.entries()) {
      const value = values[at * fields.length + place]
      if (value !== undefined) row[field] = value
    }
    return row as Row
  })
}
