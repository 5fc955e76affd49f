import { z } from 'zod'
import { secondVerdicts } from '#app/decisions/second-verdict.ts'
import { deskVerbs } from './open-verbs.ts'
import { besideVerbs, triageVerbs } from './triage.ts'

const number = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** Whether the agent goes on or looks again, and the case below it in his list. */
const onwards = { afterwards: z.enum(['next', 'stay']), next: number.optional() }

const command = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('take'), over: z.enum(['yes']).optional() }),
  z.object({ intent: z.literal('return') }),
  /** The case as it is now, please: the page keeps what it shows until the agent asks. */
  z.object({ intent: z.literal('look') }),
  z.object({
    intent: z.literal('decide'),
    verb: z.enum(deskVerbs),
    /** The version that the agent saw. */
    version: number,
    reason: z.string().max(4000),
    /** For an approval: see typed-confirmation.ts. */
    typed: z.string().max(40).default(''),
    ...onwards,
  }),
  /** What the second person says to a proposal. */
  z.object({
    intent: z.literal('second'),
    verdict: z.enum(secondVerdicts),
    version: number,
    reason: z.string().max(4000),
    typed: z.string().max(40).default(''),
    ...onwards,
  }),
  /** The letter with the code for a new address, once more. */
  z.object({ intent: z.literal('repeat code') }),
  /** A supervisor lets a frozen case go on. */
  z.object({ intent: z.literal('settle'), version: number, reason: z.string().max(4000) }),
  z.object({ intent: z.literal('triage'), verb: z.enum(triageVerbs), version: number, ...onwards }),
  /** What becomes of a mail that was set beside the case. */
  z.object({ intent: z.literal('beside'), verb: z.enum(besideVerbs), mail: number, version: number }),
  z.object({ intent: z.literal('merge'), into: number, version: number }),
  z.object({ intent: z.literal('undo merge'), version: number }),
  /** A mail of the case becomes a case of its own. */
  z.object({ intent: z.literal('split'), mail: number, version: number }),
])

/** What a form of the ticket page asks for. */
export type DeskCommand = z.infer<typeof command>

/** Reads a form of the ticket page; null for what no form of ours sends. */
export function readDeskCommand(form: Iterable<[string, unknown]>): DeskCommand | null {
  const given = Object.fromEntries([...form].filter(([, value]) => value !== ''))
  const read = command.safeParse({ reason: '', ...given })
  return read.success ? read.data : null
}
