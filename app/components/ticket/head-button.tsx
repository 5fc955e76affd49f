import type { ReactNode } from 'react'

/** A small hand within a notice at the head of a case. */
export function HeadButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className="shrink-0 font-semibold underline underline-offset-2">
      {children}
    </button>
  )
}
