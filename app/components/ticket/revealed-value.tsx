import { useEffect, useState } from 'react'
import type { RevealField } from '#app/accounts/reveal.ts'
import { useWords } from '#app/components/language.tsx'
import { accountWords } from './account-words.ts'

/** @property until when it is masked again, in milliseconds by this browser's own clock */
export type ShownField = { field: RevealField; value: string; left: number; until: number }

type ShownFields = Partial<Record<RevealField, ShownField>>

/** What is shown for now; it is kept in this page's memory alone and goes with the page. */
export function useRevealed() {
  const [shown, setShown] = useState<ShownFields>({})
  const mask = (field: RevealField) => setShown(({ [field]: _, ...rest }) => rest)
  const show = (value: ShownField) => setShown((before) => ({ ...before, [value.field]: value }))
  return { shown, show, mask }
}

/** A revealed value, masked again when its time is over or at a press. */
export function RevealedValue({ shown, onMask }: { shown: ShownField; onMask: () => void }) {
  const words = useWords(accountWords)
  const { until } = shown
  const [leftMs, setLeftMs] = useState(() => until - Date.now())
  useEffect(() => {
    const look = () => {
      const left = until - Date.now()
      setLeftMs(left)
      if (left <= 0) onMask()
    }
    const timer = setInterval(look, 1_000)
    return () => clearInterval(timer)
  }, [until, onMask])
  return (
    <span className="grid gap-0.5">
      <span role="status" className="break-words font-semibold text-ink [overflow-wrap:anywhere]">
        {shown.value}
      </span>
      <span className="text-ink-3 text-xs">
        {words.maskedAgain(Math.ceil(leftMs / 60_000))}{' '}
        <button
          type="button"
          onClick={onMask}
          aria-label={words.maskNowField(words.fields[shown.field])}
          className="rounded-sm text-accent underline decoration-dotted underline-offset-2"
        >
          {words.maskNow}
        </button>{' '}
        {words.left(shown.left)}
      </span>
    </span>
  )
}
