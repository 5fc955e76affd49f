import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useKeys } from '#app/components/keys.ts'

type ClaimLight = {
  /** The number that is lit, in the mail and on its bar. */
  lit: number | null
  light: (mark: number | null) => void
  /** The numbers that have a bar to lead to. */
  weighed: ReadonlySet<number>
}

/** Nothing is lit, as where a decision is shown without its mail. */
const Light = createContext<ClaimLight>({ lit: null, light: () => {}, weighed: new Set() })

/** What is lit, for a claim's mark in the mail and for its bar in the evidence. */
export function useClaimLight(): ClaimLight {
  return useContext(Light)
}

/** What lights a claim while the pointer or the focus is on it. */
export function useLighting(mark: number | null) {
  const { light } = useClaimLight()
  const on = () => light(mark)
  const off = () => light(null)
  return { onPointerEnter: on, onPointerLeave: off, onFocus: on, onBlur: off }
}

/** The id of a bar that has a number; the number in the mail leads there. */
export function barId(mark: number): string {
  return `claim-${mark}`
}

/** Where the number of a claim stands that has no bar. */
export const unweighedAt = 'data-claim'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/**
 * Ties the claims of a mail to their bars: what lights the one lights the other, and 1 to 9 go to a bar, whose number
 * leads back into the mail, or to the number in the mail where nothing of it is weighed.
 */
export function ClaimLightProvider({ marks, children }: { marks: readonly number[]; children: ReactNode }) {
  const [lit, setLit] = useState<number | null>(null)
  const light = useCallback((mark: number | null) => setLit(mark), [])
  const numbers = marks.join(' ')
  const value = useMemo(
    () => ({ lit, light, weighed: new Set(numbers.split(' ').filter(Boolean).map(Number)) }),
    [lit, light, numbers],
  )
  useKeys(Object.fromEntries(digits.map((digit) => [digit, () => goToBar(Number(digit))])))
  return <Light.Provider value={value}>{children}</Light.Provider>
}

/** The focus lights it. */
function goToBar(mark: number): void {
  const bar = document.getElementById(barId(mark)) ?? document.querySelector<HTMLElement>(`[${unweighedAt}="${mark}"]`)
  const target = bar?.querySelector<HTMLElement>('a') ?? bar
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
}
