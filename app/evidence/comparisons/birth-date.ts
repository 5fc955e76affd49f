import { always, type Case, type Comparison, valuesOf } from '../comparison.ts'
import { plain } from '../likeness.ts'

const wholeDate = /^\d{4}-\d{2}-\d{2}$/
const partOfDate = /^(?:\d{4}(?:-\d{2})?|--\d{2}-\d{2})$/

export const birthDate: Comparison = {
  kind: 'birth_date',
  held: ({ birthDate }) => birthDate !== null,
  stated: ({ claims }) => valuesOf(claims, 'birth_date').map(plain),
  isPartOf: agreesInPart,
  levels: [
    { name: 'exact', when: (value, looked) => value === held(looked) },
    { name: 'slip', when: (value, looked) => isDate(value) && isOneSlip(value, held(looked)) },
    // A whole date that only shares its year states something false: it is wrong, not coarse.
    { name: 'year', when: (value, looked) => agreesInPart(value, held(looked)) },
    { name: 'wrong', when: always },
  ],
}

function held({ account }: Case): string {
  return account.birthDate ?? ''
}

/** A year, a month of a year or a day without its year, all of it in the other date. */
function agreesInPart(value: string, date: string): boolean {
  if (!partOfDate.test(value)) return false
  return value.startsWith('--') ? date.endsWith(value.slice(1)) : date.startsWith(`${value}-`)
}

/** One digit wrong, two neighbouring digits swapped, or day and month swapped. */
function isOneSlip(value: string, date: string): boolean {
  if (!wholeDate.test(date)) return false
  const [year, month, day] = value.split('-')
  if (`${year}-${day}-${month}` === date) return true
  const [stated, true_] = [value.replaceAll('-', ''), date.replaceAll('-', '')]
  const wrong = [...stated].flatMap((digit, index) => (digit === true_[index] ? [] : [index]))
  const [first = 0, second = 0] = wrong
  if (wrong.length === 1) return true
  return (
    wrong.length === 2 && second === first + 1 && stated[first] === true_[second] && stated[second] === true_[first]
  )
}

/** Is there such a day? 1985-02-31 is nobody's slip. */
function isDate(value: string): boolean {
  if (!wholeDate.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}
