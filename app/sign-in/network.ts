/** What counts as one network: an IPv4 address, or the first 64 bits of an IPv6 one, which a single home is given. */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  // Some proxies name the client with its port, which is another each time.
  const withPort = /^([\d.]+):\d+$|^\[([^\]]+)\]/.exec(plain)
  if (withPort) return networkOf(withPort[1] ?? withPort[2] ?? '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? []
  const before = groupsOf(head)
  const after = tail === undefined ? [] : groupsOf(tail)
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = tail === undefined ? before : [...before, ...zeros, ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

function groupsOf(part: string): string[] {
  return part.split(':').filter(Boolean)
}
