import { useEffect, useRef } from 'react'
import { useKeys } from './keys.ts'
import type { paletteWords } from './search/palette-words.ts'

/** What something that can be done is called, see paletteWords. */
export type OfferName = keyof (typeof paletteWords)['en']['offers']

/** Something that can be done here: by its key, and by its name in the palette. */
export type Offer = {
  name: OfferName
  /** The key that does it too. */
  keys?: string
  /** Why it is closed now. It can be asked for all the same: then it says so where it stands. */
  closed?: string | null
  /** Whether there is anything to do it with, asked when the palette opens; the key is heard either way. */
  when?: () => boolean
  act: () => unknown
}

const offered = new Set<{ current: readonly Offer[] }>()

/** Hears the keys of what can be done while this is drawn, and lets the palette offer it. */
export function useOffers(offers: readonly Offer[]): void {
  const latest = useRef(offers)
  useKeys(Object.fromEntries(offers.flatMap(({ keys, act }) => (keys ? [[keys, act]] : []))))
  useEffect(() => {
    latest.current = offers
  })
  useEffect(() => {
    offered.add(latest)
    return () => {
      offered.delete(latest)
    }
  }, [])
}

/** What the page offers now. */
export function offersNow(): readonly Offer[] {
  return [...offered].flatMap(({ current }) => current).filter(({ when }) => !when || when())
}

/** Does what is offered by this name, as its key or its button would. */
export function takeOffer(name: OfferName): void {
  offersNow()
    .find((offer) => offer.name === name)
    ?.act()
}
