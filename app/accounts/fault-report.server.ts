import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { FileFault } from './directory.ts'

/** The report beside an accounts file: line, field and reason of every fault, and no value. */
export function faultReport(file: string) {
  const path = `${file}.faults.csv`
  return {
    path,

    /** Forgets what was written of lines that will be read again. */
    async keepUpTo(line: number): Promise<void> {
      const text = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
        if (fault.code !== 'ENOENT') throw fault
        return ''
      })
      // A kill may have cut the last row short; it belongs to lines that are read again.
      const rows = parse(text, { relax_column_count: true, relax_quotes: true, skip_records_with_error: true })
      const kept = rows.slice(1).filter((row) => row.length === 3 && Number(row[0]) <= line)
      if (kept.length === 0) await rm(path, { force: true })
      else await writeFile(path, stringify([heading, ...kept]))
    },

    async append(faults: readonly FileFault[], first: boolean): Promise<void> {
      const rows = faults.map(({ line, field, reason }) => [String(line), field, reason])
      await appendFile(path, stringify(first ? [heading, ...rows] : rows))
    },
  }
}

const heading = ['line', 'field', 'reason']
