import { z } from 'zod'
import { type Preferences, preferencesSchema } from '#app/staff/preferences.ts'
import type { ListedCase } from './act.ts'
import { type BulkAct, readBulk } from './bulk.ts'
import { longestViewName, longestViewQuery } from './views.ts'

const { listWidth, queueTable, queueColumns } = preferencesSchema.shape
const layout = z
  .object({ listWidth: listWidth.unwrap(), queueTable: queueTable.unwrap(), queueColumns: queueColumns.unwrap() })
  .partial()

const command = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('save view'),
    name: z.string().max(longestViewName),
    query: z
      .string()
      .max(longestViewQuery)
      .regex(/^(?:\?|$)/)
      .default(''),
    shared: z
      .literal('yes')
      .optional()
      .transform((shared) => shared === 'yes'),
  }),
  z.object({
    intent: z.literal('rename view'),
    view: z.coerce.number().int().positive(),
    name: z.string().max(longestViewName),
  }),
  z.object({ intent: z.literal('delete view'), view: z.coerce.number().int().positive() }),
])

export type QueueCommand =
  | { intent: 'act'; cases: ListedCase[]; act: BulkAct }
  | { intent: 'layout'; layout: Partial<Preferences> }
  | z.infer<typeof command>

/** Reads a form of the queue page; null for what no form of ours sends. */
export function readQueueCommand(form: readonly [string, unknown][]): QueueCommand | null {
  const given = Object.fromEntries(form)
  if (given.intent === 'act') {
    const bulk = readBulk(form)
    return bulk && { intent: 'act', ...bulk }
  }
  if (given.intent === 'layout') {
    const read = layout.safeParse(parsed(given.layout))
    // What was not sent is left as it is.
    const sent = Object.entries(read.data ?? {}).filter(([, value]) => value !== undefined)
    return read.success ? { intent: 'layout', layout: Object.fromEntries(sent) } : null
  }
  const read = command.safeParse(given)
  return read.success ? read.data : null
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}
