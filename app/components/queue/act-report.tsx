import { useShownKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { RetoldLater } from '#app/components/retold/retold-later.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import type { BulkReport } from '#app/tickets/bulk.ts'
import { actWords } from './act-words.ts'
import { Toast } from './toast.tsx'

/** What became of an act: what was done in a line that goes by itself, what was refused in a dialog. */
export function ActReport({
  report,
  onUndo,
  onShow,
}: {
  report: BulkReport
  /** Null where it cannot be undone. */
  onUndo: (() => void) | null
  /** What is to be shown from now on. */
  onShow: (report: BulkReport | null) => void
}) {
  const words = useWords(actWords)
  const undoKey = useShownKeys('U')
  const { kind, done, refused } = report
  return (
    <>
      {done.length > 0 && (
        <Toast key={done.map(({ ticketId, version }) => `${ticketId}:${version}`).join()} onEnd={() => onShow(null)}>
          <span>{words.done[kind](done.length)}</span>
          {onUndo && (
            <button type="button" onClick={onUndo} className="font-semibold underline underline-offset-2">
              {words.undo} {undoKey && <kbd className="font-mono text-xs">{undoKey}</kbd>}
            </button>
          )}
        </Toast>
      )}
      {refused.length > 0 && (
        <Dialog
          open
          onClose={() => onShow({ ...report, refused: [] })}
          title={words.refusedTitle(refused.length, refused.length + done.length)}
        >
          <ul className="grid gap-2">
            {refused.map(({ ticketId, refusal }) => (
              <li key={ticketId} className="grid grid-cols-[4rem_minmax(0,1fr)] gap-2">
                <span className="text-ink-3">#{ticketId}</span>
                <span>
                  <RetoldLater sentence={refusal} />
                </span>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  )
}
