import { CircleCheck, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { actWords } from './act-words.ts'

/** So long what was done can be read and undone, in milliseconds; longer while the mouse or the focus is on it. */
const shownMs = 10_000

/** One line at the foot that says what was done, and goes by itself. */
export function Toast({ children, onEnd }: { children: ReactNode; onEnd: () => void }) {
  const words = useWords(actWords)
  const [held, hold] = useState(false)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => end.current(), shownMs)
    return () => clearTimeout(timer)
  }, [held])
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-20 z-20 flex justify-center px-4">
      <div
        role="status"
        onPointerEnter={() => hold(true)}
        onPointerLeave={() => hold(false)}
        onFocus={() => hold(true)}
        onBlur={() => hold(false)}
        className="pointer-events-auto flex max-w-full items-center gap-3 rounded-md bg-ink px-4 py-2.5 text-pane shadow-raised"
      >
        <CircleCheck aria-hidden="true" className="size-4 shrink-0" />
        {children}
        <button type="button" onClick={onEnd} aria-label={words.close} className="-mr-1 rounded-sm p-0.5">
          <X aria-hidden="true" className="size-4" />
        </button>
      </div>
    </div>
  )
}
