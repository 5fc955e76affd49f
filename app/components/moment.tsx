import { useMoments } from './moments.ts'

/** A moment in the reader's time zone; the whole of it, with the zone, on resting over it. */
export function Moment({ at, zoned = false }: { at: Date; zoned?: boolean }) {
  const moments = useMoments()
  return (
    <time dateTime={at.toISOString()} title={moments.full(at)} className="whitespace-nowrap">
      {zoned ? moments.zoned(at) : moments.short(at)}
    </time>
  )
}
