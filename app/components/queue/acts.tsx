import { useFetcher, useLocation, useRouteLoaderData } from '@remix-run/react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useKeys } from '#app/components/keys.ts'
import { later } from '#app/components/later.tsx'
import { useForgetText } from '#app/components/live/unsent-text.ts'
import { type Offer, useOffers } from '#app/components/offers.ts'
import { type ListedCase, writeCases } from '#app/tickets/act.ts'
import type { BulkReport } from '#app/tickets/bulk.ts'
import { type TicketState, undecidedStates } from '#app/tickets/ticket.ts'
import { type AskedKind, textFor } from './asked.ts'
import { type Hand, type Selection, useSelection } from './selection.ts'

const ActDialog = later(() => import('./act-dialog.tsx').then(({ ActDialog }) => ActDialog))
const ActReport = later(() => import('./act-report.tsx').then(({ ActReport }) => ActReport))

type Acts = {
  /** Whether this person acts on cases at all; whoever only looks is offered nothing. */
  mayAct: boolean
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

type Case = { id: number; version: number; state: TicketState; tags: readonly string[]; snoozedUntil: Date | null }

/**
 * Holds the selection and does what is asked with it. Lives with the list, so that what was done can be undone also when
 * its case is no longer on the screen.
 */
export function ActsProvider({
  rows,
  current,
  mayAct,
  children,
}: {
  rows: readonly Case[]
  /** The case that is open. */
  current: number | null
  mayAct: boolean
  children: ReactNode
}) {
  const selection = useSelection(rows)
  const [asked, ask] = useState<{ kind: AskedKind; on: readonly Hand[] } | null>(null)
  const forget = useForgetText()
  const [shown, show] = useState<BulkReport | null>(null)
  const { submit, data, state } = useFetcher<BulkReport>({ key: 'acts' })
  const seen = useRef<BulkReport | undefined>(undefined)
  /** The last act: what it did can be undone for longer than it is told. */
  const last = useRef<BulkReport | null>(null)
  const page = useRouteLoaderData<{ ticket: Case }>('routes/_desk._list.tickets.$number')
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
    const hand = (row: Case) => handOf(row, made.current.get(row.id) ?? 0)
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
    if (data.done.length > 0) forget(textFor(data.kind, [...data.done, ...data.refused]))
    if (data.kind === 'undo') last.current = null
    else if (data.done.length > 0) last.current = data
    if (data.done.length > 0 && data.kind !== 'undo') latest.current.selection.clear()
  }, [state, data, forget])

  // Other news can come between an act and the reading of its case: then it is read once more.
  useEffect(() => {
    const own = data?.done.find(({ ticketId }) => ticketId === page?.ticket.id)
    if (!own || !page || state !== 'idle' || looking !== 'idle' || page.ticket.version >= own.version) return
    lookAgain({ intent: 'look' }, { method: 'post', action: `/tickets/${own.ticketId}${search}` })
  }, [data, page, state, looking, lookAgain, search])

  // Also what the page no longer tells of, or cannot be undone: the answer says why not.
  const undo = () => last.current && send(last.current.done, { kind: 'undo' })
  const some = (fits: (hand: Hand) => boolean) => () => targets().some(fits)
  const chosen = selection.ids.size > 0
  useKeys({
    x: () => mayAct && toggleFocused(latest.current, false),
    X: () => mayAct && toggleFocused(latest.current, true),
  })
  const offers: Offer[] = [
    { name: 'assign', keys: 'i', when: some(({ undecided }) => undecided), act: () => open('assign') },
    { name: 'tag', keys: 'l', when: some(() => true), act: () => open('tag') },
    { name: 'snooze', keys: 'z', when: some(({ undecided }) => undecided), act: () => open('snooze') },
    { name: 'escalate', keys: 'q', when: some(({ undecided }) => undecided), act: () => open('escalate') },
    { name: 'spam', keys: '!', when: some(({ undecided }) => undecided), act: () => open('spam') },
    { name: 'undo', keys: 'u', when: () => last.current !== null, act: undo },
    { name: 'deny', keys: 'd', when: () => chosen, act: () => chosen && open('deny') },
  ]
  useOffers(mayAct ? offers : [])
  const acts = useMemo(() => ({ mayAct, selection, targets, open }), [mayAct, selection, targets, open])
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
      {shown && (
        <ActReport report={shown} onUndo={shown.undoable && shown.kind !== 'undo' ? undo : null} onShow={show} />
      )}
    </ActsContext.Provider>
  )
}

function handOf({ id, version, state, tags, snoozedUntil }: Case, made: number): Hand {
  const undecided = undecidedStates.includes(state)
  return { ticketId: id, version: Math.max(version, made), tags, snoozed: snoozedUntil !== null, undecided }
}

/** Chooses the row that has the focus, or the open case. */
function toggleFocused({ selection, current }: { selection: Selection; current: number | null }, range: boolean): void {
  const id = Number(focusedRow()?.dataset.row ?? current ?? Number.NaN)
  if (Number.isInteger(id)) selection.toggle(id, range)
}

function focusedRow(): HTMLElement | null {
  const element = document.activeElement
  return element instanceof HTMLElement ? element.closest<HTMLElement>('[data-row]') : null
}
