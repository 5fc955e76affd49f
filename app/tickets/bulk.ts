import { z } from 'zod'
import { type AskedAct, type ListedCase, longestQuestion } from './act.ts'
import { readTags } from './tags.ts'

/** So many cases at once at most. */
export const mostAtOnce = 100

/** What can be done with several cases at once. A denial is the only ruling among them: nothing is approved in bulk. */
export type BulkAct = AskedAct | { kind: 'deny'; reason: string } | { kind: 'undo' }

/** What became of each case. */
export type BulkReport = {
  kind: BulkAct['kind']
  done: ListedCase[]
  refused: { ticketId: number; refusal: string }[]
  /** All that was done can be taken back. */
  undoable: boolean
}

const sent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), to: z.uuid().nullable().default(null) }),
  z.object({ kind: z.literal('tag'), add: z.string().max(400).default(''), remove: z.string().max(400).default('') }),
  z.object({ kind: z.literal('snooze'), until: z.coerce.date().nullable().default(null) }),
  z.object({ kind: z.literal('spam') }),
  z.object({ kind: z.literal('escalate'), question: z.string().max(longestQuestion) }),
  z.object({ kind: z.literal('answer'), answer: z.string().max(longestQuestion) }),
  z.object({ kind: z.literal('deny'), reason: z.string().max(4000), typed: z.coerce.number().int() }),
  z.object({ kind: z.literal('undo') }),
])

/** Reads a form that acts on cases; null for what no form of ours sends. */
export function readBulk(form: Iterable<[string, unknown]>): { cases: ListedCase[]; act: BulkAct } | null {
  const given = Object.fromEntries([...form].filter(([, value]) => value !== ''))
  const cases = readCases(String(given.cases ?? ''))
  const read = sent.safeParse(given)
  if (!cases || !read.success) return null
  const { data } = read
  if (data.kind === 'tag')
    return { cases, act: { kind: 'tag', add: readTags(data.add), remove: readTags(data.remove) } }
  if (data.kind !== 'deny') return { cases, act: data }
  // Many letters go out at once, and none comes back: how many is typed.
  return data.typed === cases.length ? { cases, act: { kind: 'deny', reason: data.reason } } : null
}

function readCases(text: string): ListedCase[] | null {
  const cases = text.split(',').map((pair) => /^([1-9]\d{0,14}):([1-9]\d{0,8})$/.exec(pair))
  if (cases.length > mostAtOnce || cases.some((pair) => pair === null)) return null
  const listed = cases.map((pair) => ({ ticketId: Number(pair?.[1]), version: Number(pair?.[2]) }))
  return new Set(listed.map(({ ticketId }) => ticketId)).size === listed.length ? listed : null
}
