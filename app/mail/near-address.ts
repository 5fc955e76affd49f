import { distance } from 'fastest-levenshtein'
import { addressSkeleton } from './skeleton.ts'

const maxEdits = 2

/** How an address resembles another without being it, as a plain clause; null where it does not. */
export function nearness(address: string, registered: string): string | null {
  if (address === registered || address.length > 254) return null
  const [local, domain] = split(address)
  const [registeredLocal, registeredDomain] = split(registered)
  if (local === '' || registeredLocal === '') return null
  if (domain === registeredDomain && plain(local) === plain(registeredLocal)) {
    return 'the registered address but for a tag or dots'
  }
  if (addressSkeleton(address) === addressSkeleton(registered)) return 'it looks like the registered address'
  if (local === registeredLocal) return 'the registered name on another domain'
  const edits = distance(address, registered)
  // Two short names differ by two letters without resembling each other.
  const changed = domain === registeredDomain ? registeredLocal.length : registeredDomain.length
  if (edits <= maxEdits && edits * 2 < changed)
    return `the registered address but for ${edits === 1 ? 'one letter' : 'two letters'}`
  return null
}

function split(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf('@')
  return [address.slice(0, Math.max(0, at)), address.slice(at + 1)]
}

function plain(local: string): string {
  return local.replace(/\+.*$/, '').replaceAll('.', '')
}
