import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef } from 'react'
import { useWords } from '#app/components/language.tsx'
import { frameWords } from './frame-words.ts'

const firstChoice = 'textarea, input:not([type="hidden"]), form button, [data-first]'

/** Enter in a field of one line, and with Ctrl or Cmd in any, presses the last button of a question: its way on. */
function goOn(event: KeyboardEvent<HTMLElement>): void {
  const { key, ctrlKey, metaKey, target } = event
  const inLine = target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type)
  if (key !== 'Enter' || !(ctrlKey || metaKey || inLine)) return
  // Enter also ends a word that is being put together from its sounds.
  if (event.nativeEvent.isComposing) return
  const wayOn = [...event.currentTarget.querySelectorAll<HTMLElement>('form [type="submit"]')].at(-1)
  if (!wayOn) return
  event.preventDefault()
  wayOn.click()
}

/**
 * A modal question, drawn by the browser's own `<dialog>`: focus stays inside, Esc closes, and the focus goes back to
 * where it was. Children are not drawn while it is closed.
 *
 * @param onClose called on Esc, on the cross, and on a press beside it
 */
export function Dialog({
  open,
  onClose,
  title,
  wide = false,
  children,
}: {
  open: boolean
  onClose: () => void
  title: string
  /** For several columns. */
  wide?: boolean
  children: ReactNode
}) {
  const words = useWords(frameWords)
  const dialog = useRef<HTMLDialogElement | null>(null)
  const hold = useCallback((element: HTMLDialogElement | null) => {
    // One that only went from the page would leave the focus nowhere; closing gives it back.
    if (!element) dialog.current?.close()
    dialog.current = element
  }, [])
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (open && !element.open) {
      element.showModal()
      // The browser would choose the cross; what is to be written or pressed comes first.
      element.querySelector<HTMLElement>(firstChoice)?.focus()
    }
    if (!open && element.open) element.close()
  }, [open])
  return (
    // A press on the veil closes it; the key for that is Esc, which <dialog> hears.
    <dialog
      ref={hold}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      onKeyDown={goOn}
      className={`m-auto max-h-[calc(100dvh-2rem)] ${wide ? 'w-[min(60rem,calc(100vw-2rem))]' : 'w-[min(30rem,calc(100vw-2rem))]'} overflow-visible rounded-lg outline-none border border-line bg-pane p-0 text-ink shadow-raised backdrop:bg-veil`}
    >
      {open && (
        <div className="relative max-h-[calc(100dvh-2rem)] overflow-y-auto p-5 outline-none [scrollbar-width:thin]">
          <div className="mb-3 flex items-start gap-4">
            <h2 id={titleId} className="flex-1 font-semibold text-xl tracking-tight">
              {title}
            </h2>
            <button
              type="button"
              onClick={onClose}
              aria-label={words.close}
              className="-m-1 rounded-sm p-1 text-ink-3 hover:bg-sunk hover:text-ink"
            >
              <X aria-hidden="true" className="size-5" />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}
