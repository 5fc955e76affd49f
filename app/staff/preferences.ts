import { z } from 'zod'

/** The languages that the desk's own screens speak. */
export const deskLanguages = ['en', 'zh'] as const
export type DeskLanguage = (typeof deskLanguages)[number]

/** The zones that a person can choose, by their IANA names. */
export const timeZones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')]
const knownZones = new Set(timeZones)

/** What one person of the desk has set for himself; what he left alone has its default. */
export const preferencesSchema = z.object({
  /** Null: as the browser asks. */
  language: z.enum(deskLanguages).nullable().default(null),
  /** In which the desk shows moments; letters and exports are in UTC. */
  timeZone: z
    .string()
    .refine((zone) => knownZones.has(zone))
    .default('UTC'),
  /** Single keys act (WCAG 2.1.4 wants them to be switched off at will). */
  singleKeys: z.boolean().default(true),
  /** Of the list beside the case, in CSS pixels; null: as the screen gives. */
  listWidth: z.number().int().min(260).max(640).nullable().default(null),
  /** The queue as a table over the whole width, with these columns; null: the usual ones. */
  queueTable: z.boolean().default(false),
  queueColumns: z.array(z.string().max(20)).max(20).nullable().default(null),
})
export type Preferences = z.infer<typeof preferencesSchema>

/** The preferences as stored; a value that this version does not know counts as not set. */
export function readPreferences(stored: unknown): Preferences {
  const kept = Object.entries(preferencesSchema.shape).flatMap(([name, schema]) => {
    const read = schema.safeParse((stored as Record<string, unknown> | null | undefined)?.[name])
    return read.success ? [[name, read.data]] : []
  })
  return preferencesSchema.parse(Object.fromEntries(kept))
}
