import { type ComponentType, lazy, Suspense } from 'react'
import { whenAnswering } from './live/connection.ts'

/** The page is there and quiet by then, in milliseconds. */
const afterMs = 1_500

/**
 * A part of a page that nobody sees at first: its script is fetched when the page is there, so that it opens at once and
 * also while the connection is lost. Until then nothing is drawn in its place.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const insist = () => load().catch(() => whenAnswering().then(load))
  const Part = lazy(async () => ({ default: await insist() })) as unknown as ComponentType<Props>
  // Where this fails, it is fetched again when it is wanted.
  if (typeof document !== 'undefined') setTimeout(() => load().catch(() => {}), afterMs)
  return function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  }
}
