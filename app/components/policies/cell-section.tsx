import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '#app/components/language.tsx'
import { type PoliciesWords, policiesWords } from './policies-words.ts'

/** One table of a policy, folded under its name. */
export function CellSection({
  section,
  open = false,
  mark = null,
  children,
}: {
  section: string
  open?: boolean
  /** Beside the name, like how many of its cells were changed. */
  mark?: ReactNode
  children: ReactNode
}) {
  const words = useWords(policiesWords)
  return (
    <details open={open} className="group">
      <summary className="flex list-none items-center gap-2 px-3 py-2 font-semibold hover:bg-sunk [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-4 text-ink-3 transition-transform group-open:rotate-90" />
        {titleOf(words, section)}
        {mark}
      </summary>
      <div className="grid gap-3 px-3 pt-1 pb-4">{children}</div>
    </details>
  )
}

/** What stands together in a table: its place at the left, its cells beside it. */
export const cellRow = 'grid gap-1 md:grid-cols-[15rem_minmax(0,1fr)] md:gap-4'
export const cellRowName = 'break-words pt-1 font-mono text-ink-2 text-sm'

function titleOf(words: PoliciesWords, section: string): string {
  return (words.sections as Record<string, string>)[section] ?? section
}
