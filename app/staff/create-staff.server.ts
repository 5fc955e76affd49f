import { appendAudit } from '#app/audit/audit.server.ts'
import type { Tx } from '#app/db/db.server.ts'
import { longestPassword, type PasswordFault, shortestPassword } from '#app/self-service/password-limits.ts'
import { findPasswordFault } from '#app/self-service/password-strength.ts'
import { hashPassword } from '#app/sign-in/password-hash.server.ts'
import { staff } from '#drizzle/schema/staff.ts'
import type { Role } from './permissions.ts'
import type { Person } from './person.ts'

const sentences: Record<PasswordFault, string> = {
  'too short': `The password needs at least ${shortestPassword} characters.`,
  'too long': `The password has more than ${longestPassword} characters.`,
  'own name': 'The password holds the name or the e-mail address; choose one that does not.',
  guessable: 'The password is easy to guess; three or four words that do not belong together are better.',
}

/** Adds a person to the desk, or says why not. The e-mail address is kept in lower case. */
export async function createStaff(
  tx: Tx,
  given: { name: string; email: string; role: Role; password: string; now: Date },
): Promise<Person | { refusal: string }> {
  const name = given.name.trim()
  const email = given.email.trim().toLowerCase()
  if (name === '') return { refusal: 'The name is empty.' }
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return { refusal: `"${email}" is not an e-mail address.` }
  const fault = findPasswordFault(given.password, [name, email, email.split('@')[0] ?? null])
  if (fault) return { refusal: sentences[fault] }
  const [made] = await tx
    .insert(staff)
    .values({ name, email, role: given.role, passwordHash: await hashPassword(given.password), createdAt: given.now })
    .onConflictDoNothing()
    .returning({ id: staff.id })
  if (!made) return { refusal: `Somebody on the desk already has the address ${email}.` }
  await appendAudit(tx, [
    {
      verb: 'staff_created',
      at: given.now,
      staffId: null,
      ticketId: null,
      accountNumber: null,
      details: { name, role: given.role, person: made.id },
    },
  ])
  return { id: made.id, name, email, role: given.role }
}
