import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useRetold } from '#app/components/retold/use-retold.ts'

/** The bar below a case that holds its hands. */
export function ActFrame({ children }: { children: ReactNode }) {
  return (
    <footer className="sticky bottom-0 z-10 flex min-h-14 shrink-0 flex-wrap items-center gap-1.5 border-line border-t bg-pane px-3 py-2.5 sm:gap-2 md:static lg:px-5">
      {children}
    </footer>
  )
}

/** The one reason why nothing at all can be done. */
export function OnlyRefusal({ refusal }: { refusal: string }) {
  const retold = useRetold()
  return (
    <p className="flex items-center gap-2 text-ink-3">
      <Lock aria-hidden="true" className="size-4 shrink-0" />
      {retold(refusal)}
    </p>
  )
}

/** Why the ruling that was asked for just now cannot be made, in a line of its own; read aloud as it comes. */
export function RefusalLine({ refusal }: { refusal: string | null }) {
  return (
    <div role="status" className={refusal === null ? 'sr-only' : 'basis-full'}>
      {refusal !== null && <OnlyRefusal refusal={refusal} />}
    </div>
  )
}
