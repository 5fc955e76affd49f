import { createReadStream, type ReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type ReadRecord, readAccountRecord } from './account-record.ts'
import { recordOfRow } from './csv-record.ts'
import { readCells } from './csv-row.server.ts'
import { readAccountLine } from './directory.ts'

/** One record with the lines that it stands on, counted from 1, and how much of the file is read so far. */
export type AccountLine = { line: number; lastLine: number; read: ReadRecord; bytesRead: number }

/** A CSV row of more lines than this has a quote that never closes. */
const mostLinesARow = 50

/** Reads an accounts file, by its name CSV or JSON lines; records up to line `skip` are not looked at. */
export async function* readAccountLines(file: string, skip: number): AsyncGenerator<AccountLine> {
  const stream = createReadStream(file)
  try {
    yield* file.toLowerCase().endsWith('.csv') ? readCsv(stream, skip) : readJsonLines(stream, skip)
  } finally {
    stream.destroy()
  }
}

async function* readJsonLines(stream: ReadStream, skip: number): AsyncGenerator<AccountLine> {
  for await (const { line, text } of readLines(stream)) {
    if (line <= skip || text.trim() === '') continue
    yield { line, lastLine: line, read: readAccountLine(text), bytesRead: stream.bytesRead }
  }
}

/** A quote that is out of place spoils its own line only: the next line is tried as a new row. */
async function* readCsv(stream: ReadStream, skip: number): AsyncGenerator<AccountLine> {
  let names: string[] | null = null
  let open: { line: number; text: string }[] = []
  for await (const next of readLines(stream)) {
    if (next.line <= skip && names) continue
    open.push(next)
    for (let row = takeRow(false); row; row = takeRow(false)) yield row
  }
  for (let row = takeRow(true); row; row = takeRow(true)) yield row

  /** The first whole row of the lines read so far, or null while it may go on in the next line. */
  function takeRow(ended: boolean): AccountLine | null {
    while (open[0]?.text.trim() === '') open.shift()
    const [first] = open
    if (!first) return null
    for (let many = 1; many <= open.length; many += 1) {
      const cells = readCells(
        open
          .slice(0, many)
          .map(({ text }) => text)
          .join('\n'),
      )
      if (cells === 'unclosed') continue
      return take(cells === 'broken' ? 1 : many, cells)
    }
    return ended || open.length >= mostLinesARow ? take(1, 'unclosed') : null
  }

  function take(many: number, cells: string[] | 'broken' | 'unclosed'): AccountLine | null {
    const taken = open.slice(0, many)
    open = open.slice(many)
    const line = taken[0]?.line ?? 0
    if (!names) {
      if (!Array.isArray(cells)) throw new Error('The first line of a CSV names its columns; this one cannot be read.')
      names = cells.map((name) => name.trim())
      open = open.filter((later) => later.line > skip)
      return takeRow(false)
    }
    return { line, lastLine: taken.at(-1)?.line ?? line, read: readRow(names, cells), bytesRead: stream.bytesRead }
  }
}

function readRow(names: readonly string[], cells: string[] | 'broken' | 'unclosed'): ReadRecord {
  const faulty = (reason: string): ReadRecord => ({ faults: [{ field: 'record', reason }] })
  if (cells === 'broken') return faulty('has a quote out of place')
  if (cells === 'unclosed') return faulty('has a quote that never closes')
  if (cells.length !== names.length) return faulty(`must have ${names.length} cells, like the first line`)
  return readAccountRecord(recordOfRow(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))))
}

async function* readLines(stream: ReadStream): AsyncGenerator<{ line: number; text: string }> {
  let line = 0
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1
    yield { line, text: line === 1 ? text.replace(/^\uFEFF/, '') : text }
  }
}
