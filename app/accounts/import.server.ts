import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { and, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { accountImports } from '#drizzle/schema/accounts.ts'
import type { Account } from './account.ts'
import { readAccountLines } from './account-lines.server.ts'
import type { FileFault } from './directory.ts'
import { faultReport } from './fault-report.server.ts'
import { countTerms } from './term-frequencies.server.ts'
import { writeAccounts } from './write.server.ts'

export type ImportProgress = { bytesRead: number; bytesTotal: number; imported: number; refused: number }

export type ImportOutcome = {
  /** Lines whose account is in, over all runs of this file. */
  imported: number
  refused: number
  /** Where this run went on: the lines that earlier ones had done. */
  resumedAfter: number
  /** The whole file was done before; nothing was read. */
  finishedBefore: Date | null
  /** False where the signal stopped it first: run it again to go on. */
  finished: boolean
  /** The report's path, or null without faults. */
  report: string | null
}

type Options = {
  file: string
  now: Date
  /** Import a finished file once more from its first line. */
  again?: boolean
  /** Lines a transaction. */
  batch?: number
  signal?: AbortSignal
  onProgress?: (progress: ImportProgress) => void
}

type Good = { line: number; account: Account }

/**
 * Imports an accounts file, CSV or JSON lines, as the owner of the tables. Accounts and progress are committed together
 * a batch at a time, so that a killed import goes on where it stopped; faulty lines are left out and reported.
 */
export async function importAccounts(db: Db, options: Options): Promise<ImportOutcome> {
  const { file, now, batch = 1_000 } = options
  const { size } = await stat(file)
  const fingerprint = await hashFile(file)
  const begun = await begin(db, { file, fingerprint, now, again: options.again ?? false })
  const report = faultReport(file)
  const totals = { imported: begun.imported, refused: begun.refused }
  const outcome = () => ({
    ...totals,
    resumedAfter: begun.linesDone,
    report: existsSync(report.path) ? report.path : null,
  })
  if (begun.finishedAt) return { ...outcome(), finishedBefore: begun.finishedAt, finished: true }

  await report.keepUpTo(begun.linesDone)
  let done = begun.linesDone
  let good: Good[] = []
  let faults: FileFault[] = []
  let last = done
  for await (const { line, lastLine, read, bytesRead } of readAccountLines(file, done)) {
    if ('account' in read) good.push({ line, account: read.account })
    else faults.push(...read.faults.map((fault) => ({ line, ...fault })))
    last = lastLine
    if (good.length + faults.length < batch) continue
    await commit()
    options.onProgress?.({ bytesRead, bytesTotal: size, ...totals })
    if (options.signal?.aborted) return { ...outcome(), finishedBefore: null, finished: false }
  }
  await commit()
  await db.update(accountImports).set({ finishedAt: now }).where(eq(accountImports.fingerprint, fingerprint))
  options.onProgress?.({ bytesRead: size, bytesTotal: size, ...totals })
  // Statistics for the planner, and how common a value is, which weighs in the score.
  for (const table of ['accounts', 'friendships', 'former_emails', 'blocks'])
    await db.execute(sql.raw(`analyze ${table}`))
  await countTerms(db)
  return { ...outcome(), finishedBefore: null, finished: true }

  async function commit(): Promise<void> {
    const written = await writeBatch(db, { good, now }, async (tx, more) => {
      const all = [...faults, ...more].sort((one, other) => one.line - other.line)
      const refused = new Set(all.map(({ line }) => line)).size
      const imported = good.length - new Set(more.map(({ line }) => line)).size
      const [moved] = await tx
        .update(accountImports)
        .set({
          linesDone: last,
          imported: sql`${accountImports.imported} + ${imported}`,
          refused: sql`${accountImports.refused} + ${refused}`,
        })
        .where(and(eq(accountImports.fingerprint, fingerprint), eq(accountImports.linesDone, done)))
        .returning({ imported: accountImports.imported, refused: accountImports.refused })
      if (!moved) throw new Error(`Another import of ${file} is running. Wait for its end, or end it.`)
      if (all.length > 0) await report.append(all, !existsSync(report.path))
      return moved
    })
    Object.assign(totals, written)
    done = last
    good = []
    faults = []
  }
}

async function begin(
  db: Db,
  { file, fingerprint, now, again }: { file: string; fingerprint: string; now: Date; again: boolean },
): Promise<typeof accountImports.$inferSelect> {
  const fresh = { file, linesDone: 0, imported: 0, refused: 0, startedAt: now, finishedAt: null }
  await db
    .insert(accountImports)
    .values({ fingerprint, ...fresh })
    .onConflictDoNothing()
  const [row] = await db.select().from(accountImports).where(eq(accountImports.fingerprint, fingerprint))
  if (!row) throw new Error(`account_imports lost the row of ${file}`)
  if (!again || !row.finishedAt) return row
  await db.update(accountImports).set(fresh).where(eq(accountImports.fingerprint, fingerprint))
  return { ...row, ...fresh }
}

/**
 * Writes a batch and its progress in one transaction. Where a row breaks a rule of the database, the batch is done again
 * one account at a time, and that row becomes a fault.
 */
async function writeBatch<T>(
  db: Db,
  { good, now }: { good: readonly Good[]; now: Date },
  finish: (tx: Tx, faults: FileFault[]) => Promise<T>,
): Promise<T> {
  try {
    return await db.transaction(async (tx) => {
      // Of two lines for one account the later one counts.
      const lasting = new Map(good.map(({ account }) => [account.number, account]))
      await writeAccounts(tx, [...lasting.values()], now)
      return finish(tx, [])
    })
  } catch (error) {
    if (!brokenRule(error)) throw error
  }
  return db.transaction(async (tx) => {
    const faults: FileFault[] = []
    for (const { line, account } of good) {
      try {
        await tx.transaction((inner) => writeAccounts(inner, [account], now))
      } catch (error) {
        const rule = brokenRule(error)
        if (!rule) throw error
        faults.push({ line, ...rule })
      }
    }
    return finish(tx, faults)
  })
}

/** What the database would not take, or null for any other failure (SQLSTATE classes 22 and 23). */
function brokenRule(error: unknown): { field: string; reason: string } | null {
  const { code, constraint_name: constraint } = ((error as Error).cause ?? error) as Record<string, string | undefined>
  if (!code || !/^2[23]/.test(code)) return null
  if (constraint === 'accounts_handle') return { field: 'handle', reason: 'belongs to another account' }
  return {
    field: 'record',
    reason: constraint ? `breaks the rule ${constraint}` : `is refused by the database (${code})`,
  }
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part as Buffer)
  return hash.digest('hex')
}
