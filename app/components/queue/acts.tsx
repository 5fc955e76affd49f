import { useFetcher, useLocation, useRouteLoaderData } from '@remix-run/react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { later } from '#app/components/later.tsx'
import { RetoldLater } from '#app/components/retold/retold-later.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { type ListedCase, writeCases } from '#app/tickets/act.ts'
import type { BulkReport } from '#app/tickets/bulk.ts'
import type { AskedKind } from './act-dialog.tsx'
import { actWords } from './act-words.ts'
import { type Hand, type Selection, useSelection } from './selection.ts'
import { Toast } from './toast.tsx'

const ActDialog = later(() => import('./act-dialog.tsx').then(({ ActDialog }) => ActDialog))

type Acts = {
  selection: Selection
  /** The cases that a key would act on now. */
  targets: () => readonly Hand[]
  /** Opens the question of an act, or does it where nothing is to be asked. */
  open: (kind: AskedKind | 'spam') => void
}

const ActsContext = createContext<Acts | null>(null)

/** The hands for cases: in the list, over a selection, and on the open case alike. */
export function useActs(): Acts {
  const acts = useContext(ActsContext)
  if (!acts) throw new Error('Nothing here acts on cases: ActsProvider is not around it')
  return acts
}

type OpenCase = { ticket: { id: number; version: number; tags: readonly string[]; snoozedUntil: Date | null } }

/**
 * Holds the selection and does what is asked with it. Lives with the list, so that what was done can be undone also when
 * its case is no longer on the screen.
 */
export function ActsProvider({
  rows,
  current,
  children,
}: {
  rows: readonly { id: number; version: number; tags: readonly string[]; snoozedUntil: Date | null }[]
  /** The case that is open. */
  current: number | null
  children: ReactNode
}) {
  const words = useWords(actWords)
  const selection = useSelection(rows)
  const [asked, ask] = useState<{ kind: AskedKind; on: readonly Hand[] } | null>(null)
  const [shown, show] = useState<BulkReport | null>(null)
  const { submit, data, state } = useFetcher<BulkReport>({ key: 'acts' })
  const seen = useRef<BulkReport | undefined>(undefined)
  const page = useRouteLoaderData<OpenCase>('routes/_desk._list.tickets.$number')
  const { submit: lookAgain, state: looking } = useFetcher({ key: 'look' })
  const { search } = useLocation()
  /** What one's own acts made of a case: a page that is read a moment later is not stale by them. */
  const made = useRef(new Map<number, number>())
  const latest = useRef({ rows, current, page, selection })
  useEffect(() => {
    latest.current = { rows, current, page, selection }
  })

  const targets = useCallback((): readonly Hand[] => {
    const { rows, current, page, selection } = latest.current
    const hand = (row: Parameters<typeof handOf>[0]) => handOf(row, made.current.get(row.id) ?? 0)
    if (selection.ids.size > 0) return rows.filter(({ id }) => selection.ids.has(id)).map(hand)
    const focused = Number(focusedRow()?.dataset.row)
    const row = rows.find(({ id }) => id === focused)
    // What is open is acted on as it was read, also where the list knows more.
    if (page && (current === row?.id || !row)) return current === null ? [] : [hand(page.ticket)]
    return row ? [hand(row)] : []
  }, [])
  const send = useCallback(
    (cases: readonly ListedCase[], fields: Readonly<Record<string, string>>) =>
      submit({ intent: 'act', cases: writeCases(cases), ...fields }, { method: 'post', action: '/queue?index' }),
    [submit],
  )
  const open = useCallback(
    (kind: AskedKind | 'spam') => {
      const on = targets()
      if (on.length === 0) return
      if (kind === 'spam') send(on, { kind })
      else ask({ kind, on })
    },
    [send, targets],
  )
  useEffect(() => {
    if (state !== 'idle' || !data || data === seen.current) return
    seen.current = data
    for (const { ticketId, version } of data.done) made.current.set(ticketId, version)
    show(data)
    if (data.done.length > 0 && data.kind !== 'undo') latest.current.selection.clear()
  }, [state, data])

  // Other news can come between an act and the reading of its case: then it is read once more.
  useEffect(() => {
    const own = data?.done.find(({ ticketId }) => ticketId === page?.ticket.id)
    if (!own || !page || state !== 'idle' || looking !== 'idle' || page.ticket.version >= own.version) return
    lookAgain({ intent: 'look' }, { method: 'post', action: `/tickets/${own.ticketId}${search}` })
  }, [data, page, state, looking, lookAgain, search])

  const undoes = shown?.undoable === true && shown.kind !== 'undo' && shown.done.length > 0
  const undo = () => undoes && send(shown.done, { kind: 'undo' })
  useKeys({
    x: () => toggleFocused(latest.current.selection, false),
    X: () => toggleFocused(latest.current.selection, true),
    i: () => open('assign'),
    z: () => open('snooze'),
    l: () => open('tag'),
    '!': () => open('spam'),
    q: () => open('escalate'),
    u: undo,
    d: () => latest.current.selection.ids.size > 0 && open('deny'),
  })
  const acts = useMemo(() => ({ selection, targets, open }), [selection, targets, open])
  return (
    <ActsContext.Provider value={acts}>
      {children}
      {asked && (
        <ActDialog
          kind={asked.kind}
          on={asked.on}
          busy={state !== 'idle'}
          onSend={(fields) => {
            send(asked.on, fields)
            ask(null)
          }}
          onClose={() => ask(null)}
        />
      )}
      {shown && shown.done.length > 0 && (
        <Toast
          key={shown.done.map(({ ticketId, version }) => `${ticketId}:${version}`).join()}
          onEnd={() => show(null)}
        >
          <span>{words.done[shown.kind](shown.done.length)}</span>
          {undoes && (
            <button type="button" onClick={undo} className="font-semibold underline underline-offset-2">
              {words.undo} <kbd className="font-mono text-xs">U</kbd>
            </button>
          )}
        </Toast>
      )}
      {shown && shown.refused.length > 0 && (
        <Dialog
          open
          onClose={() => show({ ...shown, refused: [] })}
          title={words.refusedTitle(shown.refused.length, shown.refused.length + shown.done.length)}
        >
          <ul className="grid gap-2">
            {shown.refused.map(({ ticketId, refusal }) => (
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
    </ActsContext.Provider>
  )
}

function handOf(
  row: { id: number; version: number; tags: readonly string[]; snoozedUntil: Date | null },
  made: number,
): Hand {
  return { ticketId: row.id, version: Math.max(row.version, made), tags: row.tags, snoozed: row.snoozedUntil !== null }
}

function toggleFocused(selection: Selection, range: boolean): void {
  const id = Number(focusedRow()?.dataset.row)
  if (Number.isInteger(id)) selection.toggle(id, range)
}

function focusedRow(): HTMLElement | null {
  const element = document.activeElement
  return element instanceof HTMLElement ? element.closest<HTMLElement>('[data-row]') : null
}
