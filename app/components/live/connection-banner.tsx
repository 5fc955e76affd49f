import { useEffect, useState } from 'react'
import { later } from '#app/components/later.tsx'
import { useLive } from './live-desk.tsx'

const WithoutConnection = later(() =>
  import('./without-connection.tsx').then(({ WithoutConnection }) => WithoutConnection),
)

/** Says since when nothing is heard of the desk, and holds back what would fail; nothing while all is well. */
export function ConnectionBanner() {
  const { lostSince } = useLive()
  const [drawn, draw] = useState(false)
  // Fetched as soon as the page stands: without a connection it would come too late.
  useEffect(() => draw(true), [])
  return drawn && <WithoutConnection lostSince={lostSince} />
}
