/**
 * An address that tells nothing but its domain: "m•••@example.com".
 *
 * @example maskAddress('mei@example.com')
 */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '•••' : `${[...address][0]}•••${address.slice(at)}`
}
