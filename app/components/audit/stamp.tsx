import { useMoments } from '#app/components/moments.ts'

/** A moment to the second, in the reader's time zone, which its title names. */
export function Stamp({ at }: { at: Date }) {
  const moments = useMoments()
  return (
    <time dateTime={at.toISOString()} title={moments.full(at)} className="whitespace-nowrap">
      {moments.stamp(at)}
    </time>
  )
}
