import { always, type Case, type Comparison, valuesOf } from '../comparison.ts'
import { plain } from '../likeness.ts'

const dayMs = 86_400_000
const shape = /^(\d{4})(?:-(\d{2})(?:-\d{2})?)?$/

export const signUp: Comparison = {
  kind: 'sign_up',
  held: ({ signedUpAt }) => signedUpAt !== null,
  stated: ({ claims }) => valuesOf(claims, 'sign_up').map(plain),
  isPartOf: (value, other) => /^\d{4}(?:-\d{2})?$/.test(value) && other.startsWith(`${value}-`),
  levels: [
    { name: 'month', when: (value, looked) => monthsOf(looked).some((month) => readMonth(value)?.month === month) },
    {
      name: 'year',
      when: (value, looked) => monthsOf(looked).some((month) => readMonth(value)?.year === yearOf(month)),
    },
    { name: 'withinYear', when: (value, looked) => monthsOf(looked).some((month) => isWithinYear(value, month)) },
    { name: 'wrong', when: always },
  ],
}

/** The month of the sign-up, counted from year 0; two where it fell on the turn of a month in some time zone. */
function monthsOf({ account }: Case): number[] {
  if (account.signedUpAt === null) return []
  const at = account.signedUpAt.getTime()
  const days = [at - dayMs / 2, at + dayMs / 2].map((instant) => new Date(instant))
  return [...new Set(days.map((day) => day.getUTCFullYear() * 12 + day.getUTCMonth()))]
}

function readMonth(value: string): { year: number; month: number | null } | null {
  const [, year, month] = shape.exec(value) ?? []
  if (year === undefined) return null
  if (month === undefined) return { year: Number(year), month: null }
  const inYear = Number(month) - 1
  return inYear < 0 || inYear > 11 ? null : { year: Number(year), month: Number(year) * 12 + inYear }
}

function isWithinYear(value: string, month: number): boolean {
  const stated = readMonth(value)
  if (!stated) return false
  return stated.month === null ? Math.abs(stated.year - yearOf(month)) <= 1 : Math.abs(stated.month - month) <= 12
}

function yearOf(month: number): number {
  return Math.floor(month / 12)
}
