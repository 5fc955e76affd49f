import { ArrowUp } from 'lucide-react'
import { useWords } from '#app/components/language.tsx'
import { liveWords } from './live-words.ts'

/** How many rows wait to be let into a list that is in use; takes no room, so that nothing moves. */
export function NewRows({ held, onShow }: { held: number; onShow: () => void }) {
  const words = useWords(liveWords)
  return (
    <div role="status" className="sticky top-2 z-10 flex h-0 justify-center overflow-visible">
      {held > 0 && (
        <button
          type="button"
          title={words.newRowsHint}
          onClick={onShow}
          className="inline-flex h-7 items-center gap-1.5 rounded-full bg-accent px-3 font-semibold text-on-accent text-sm shadow-raised hover:bg-accent-strong"
        >
          <ArrowUp aria-hidden="true" className="size-3.5" />
          {words.newRows(held)}
        </button>
      )}
    </div>
  )
}
