import { distance } from 'fastest-levenshtein'
import { always, type Case, type Comparison, valuesOf } from '../comparison.ts'
import { plain } from '../likeness.ts'

/** The address that the mail names as the one on the account. */
export const registeredEmail: Comparison = {
  kind: 'registered_email',
  held: ({ registeredEmail }) => registeredEmail !== null,
  stated: ({ claims }) => valuesOf(claims, 'registered_email'),
  coveredBySender: true,
  levels: [
    { name: 'exact', when: (value, { account }) => plain(value) === account.registeredEmail },
    { name: 'near', when: (value, looked) => isNear(plain(value), looked) || isFormer(plain(value), looked) },
    { name: 'wrong', when: always },
  ],
}

/** A slip of memory or of the hand: few edits, the same name at another host, dots and tags aside. */
function isNear(value: string, { account, policy }: Case): boolean {
  const held = account.registeredEmail ?? ''
  if (!value.includes('@')) return false
  const { edits, lettersPerEdit } = policy.closeness.registered_email
  const allowed = Math.min(edits, Math.floor(held.length / lettersPerEdit))
  return distance(value, held) <= allowed || mailboxName(value) === mailboxName(held)
}

/** An address of the account's past proves less than today's, but is no invention. */
function isFormer(value: string, { account }: Case): boolean {
  return account.formerEmails.some(({ address }) => address === value)
}

function mailboxName(address: string): string {
  const local = address.slice(0, address.lastIndexOf('@'))
  return local.split('+')[0]?.replaceAll('.', '') || address
}
