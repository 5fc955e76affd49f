import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { forms } from '#drizzle/schema/forms.ts'
import type { FormAnswers } from './evidence-form.ts'
import { hashFormCode } from './form-code.ts'

/** The job that lets a form's answers into their case; its payload is `{ formId }`. */
export const takeInFormTask = 'take-in-form'

export type TypedCode = { code: string; key: Uint8Array; now: Date }

/** Whether a code opens a form that waits for its answers. */
export async function isFormOpen(db: Db, { code, key, now }: TypedCode): Promise<boolean> {
  const [form] = await db
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.codeHash, hashFormCode(key, code)), isNull(forms.answeredAt), gt(forms.expiresAt, now)))
  return form !== undefined
}

/**
 * Keeps the answers as they were typed, once, and has a worker let them into the case.
 *
 * @returns false where the code opens nothing, any more or at all
 */
export async function answerForm(
  db: Db,
  { code, key, now, answers }: TypedCode & { answers: FormAnswers },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [form] = await tx
      .update(forms)
      .set({ answers, answeredAt: now })
      .where(and(eq(forms.codeHash, hashFormCode(key, code)), isNull(forms.answeredAt), gt(forms.expiresAt, now)))
      .returning({ id: forms.id })
    if (!form) return false
    await addTakingIn(tx, form.id, null)
    return true
  })
}

/** Has a worker let a form's answers into their case, at once or at a time. */
export async function addTakingIn(tx: Tx, formId: number, at: Date | null): Promise<void> {
  const payload = JSON.stringify({ formId })
  await tx.execute(
    sql`select latchkey_add_job(${takeInFormTask}, ${payload}::json, ${at?.toISOString() ?? null}::timestamptz, ${`form-${formId}`})`,
  )
}
