import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { moveColumn, type TableColumn, tableColumns, usualColumns } from '#app/tickets/table-columns.ts'
import { columnsWords } from './columns-words.ts'
import { queueWords } from './queue-words.ts'

/** Which columns the table has, and in which order. */
export function ColumnsDialog({
  columns,
  onSave,
  onClose,
}: {
  columns: readonly TableColumn[]
  onSave: (columns: readonly TableColumn[]) => void
  onClose: () => void
}) {
  const words = useWords(columnsWords)
  const { column: names } = useWords(queueWords)
  const [chosen, choose] = useState(columns)
  const listed = [...chosen, ...tableColumns.filter((column) => !chosen.includes(column))]
  return (
    <Dialog open onClose={onClose} title={words.title}>
      <div className="grid gap-4">
        <ul className="grid">
          {listed.map((column) => {
            const shown = chosen.includes(column)
            const name = names[column]
            return (
              <li key={column} className="flex items-center gap-2 rounded-sm px-1 hover:bg-sunk">
                <label className="flex flex-1 items-center gap-2 py-1">
                  <input
                    type="checkbox"
                    checked={shown}
                    onChange={() => choose(shown ? chosen.filter((one) => one !== column) : [...chosen, column])}
                  />
                  {name}
                </label>
                {shown &&
                  ([-1, 1] as const).map((by) => {
                    const Icon = by < 0 ? ArrowUp : ArrowDown
                    const label = by < 0 ? words.earlier(name) : words.later(name)
                    const off = column === (by < 0 ? chosen[0] : chosen.at(-1))
                    return (
                      <button
                        key={by}
                        type="button"
                        title={label}
                        aria-label={label}
                        // It keeps the focus at the end of the list, where it does nothing.
                        {...(off ? { 'aria-disabled': true } : {})}
                        onClick={() => choose(moveColumn(chosen, column, by))}
                        className="rounded-sm p-1 text-ink-3 hover:text-ink aria-disabled:cursor-default aria-disabled:text-line-2"
                      >
                        <Icon aria-hidden="true" className="size-4" />
                      </button>
                    )
                  })}
              </li>
            )
          })}
        </ul>
        <div className="flex flex-wrap justify-end gap-2">
          <Button kind="quiet" onClick={() => choose(usualColumns)}>
            {words.usual}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button kind="go" data-first onClick={() => onSave(chosen.length > 0 ? chosen : usualColumns)}>
            {words.save}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
