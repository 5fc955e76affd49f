import { useEffect, useRef, useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { later } from '#app/components/later.tsx'
import { type Offer, offersNow } from '#app/components/offers.ts'
import type { Person } from '#app/staff/person.ts'
import { searchWords } from './search-words.ts'

const PaletteBox = later(() => import('./palette-box.tsx').then(({ PaletteBox }) => PaletteBox))

/** One box for cases and commands, opened by Ctrl or Cmd and K: results as one types, arrows, Enter, Esc. */
export function Palette({ person, onShowKeys }: { person: Person; onShowKeys: () => void }) {
  const words = useWords(searchWords)
  const dialog = useRef<HTMLDialogElement>(null)
  /** While it is open: what could be done where the focus was. */
  const [offers, offer] = useState<readonly Offer[] | null>(null)
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      const element = dialog.current
      if (!element || (!element.open && document.querySelector('dialog[open]'))) return
      if (element.open) element.close()
      else {
        offer(offersNow())
        element.showModal()
      }
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  const close = () => dialog.current?.close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the veil closes it; the key for that is Esc, which <dialog> hears.
    <dialog
      ref={dialog}
      aria-label={words.title}
      onClose={() => offer(null)}
      onClick={(event) => event.target === event.currentTarget && close()}
      className="mx-auto mt-[min(12vh,7rem)] mb-auto w-[min(40rem,calc(100vw-1.5rem))] rounded-lg border border-line bg-pane p-0 text-ink shadow-raised backdrop:bg-veil"
    >
      {offers && <PaletteBox person={person} offers={offers} onShowKeys={onShowKeys} onDone={close} />}
    </dialog>
  )
}
