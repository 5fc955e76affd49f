import { createStaff } from '#app/staff/create-staff.server.ts'
import type { Role } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { TestDatabase } from '#tests/database/database.ts'

/** Puts somebody on the desk of a test's database. */
export async function hire(database: TestDatabase, name: string, role: Role = 'agent'): Promise<Person> {
  const given = {
    name,
    email: `${name.toLowerCase()}@latchkey.example`,
    role,
    password: 'tram-walnut-oboe-41',
    now: new Date('2026-11-22T09:00:00Z'),
  }
  const person = await database.owner.db.transaction((tx) => createStaff(tx, given))
  if ('refusal' in person) throw new Error(person.refusal)
  return person
}
