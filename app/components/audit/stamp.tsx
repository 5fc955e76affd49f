/** A moment to the second, in UTC. */
export function Stamp({ at }: { at: Date }) {
  const stamp = at.toISOString()
  return (
    <time dateTime={stamp} className="whitespace-nowrap">
      {stamp.slice(0, 10)} {stamp.slice(11, 19)}
    </time>
  )
}
