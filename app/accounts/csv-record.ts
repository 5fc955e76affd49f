/** Cells that hold more than one value: JSON, or values with semicolons between them. */
const lists: Readonly<Record<string, (value: string) => unknown>> = {
  formerNicknames: (value) => value,
  blocked: (value) => value,
  friends: (value) => ({ number: value }),
  formerEmails: (value) => value,
  answers: (value) => value,
}

const flags = ['emailVerified', 'valuable']
const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
}

/**
 * Makes a record of one CSV row, for {@link readAccountRecord} to judge. Columns carry the record's names; a list is
 * JSON or has semicolons (`friends`: numbers), an empty cell holds nothing.
 */
export function recordOfRow(row: Readonly<Record<string, string>>): Record<string, unknown> {
  const cells = Object.entries(row).filter(([, cell]) => cell.trim() !== '')
  return Object.fromEntries(cells.map(([name, cell]) => [name, readCell(name, cell.trim())]))
}

function readCell(name: string, cell: string): unknown {
  if (flags.includes(name)) return truths[cell.toLowerCase()] ?? cell
  const item = lists[name]
  if (!item) return cell
  if (cell.startsWith('[')) return parse(cell)
  return cell
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(item)
}

/** Broken JSON stays text, which no list is. */
function parse(cell: string): unknown {
  try {
    return JSON.parse(cell)
  } catch {
    return cell
  }
}
