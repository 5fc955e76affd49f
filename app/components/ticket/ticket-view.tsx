import { useLocation } from '@remix-run/react'
import { useNow } from '#app/components/clock.ts'
import { useWords } from '#app/components/language.tsx'
import { useBeHere } from '#app/components/live/presence.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { NoteView } from '#app/tickets/note.ts'
import type { DeskVerb, OpenVerb } from '#app/tickets/open-verbs.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import type { OpenTriage } from '#app/tickets/triage.ts'
import { ActBar } from './act-bar.tsx'
import { ApprovalBar } from './approval-bar.tsx'
import { ApprovalNote } from './approval-note.tsx'
import { CaseBar, CaseFacts } from './case-bar.tsx'
import { CaseHead } from './case-head.tsx'
import { caseWords } from './case-words.ts'
import { ClaimLightProvider } from './claim-light.tsx'
import { EvidencePanel } from './evidence-panel.tsx'
import { useLiveCase } from './live-case.ts'
import { useLookAgain } from './look-again.ts'
import { Segments } from './marked-text.tsx'
import { Merged } from './merged.tsx'
import { NoteField } from './note-field.tsx'
import { Quarantined } from './quarantined.tsx'
import { refusalsOf } from './refusals.ts'
import { SettleBar } from './settle-bar.tsx'
import { Timeline } from './timeline.tsx'
import { TriageBar } from './triage-bar.tsx'

type Case = {
  ticket: TicketPage
  person: Person
  verbs: Record<DeskVerb, OpenVerb>
  triage: OpenTriage
  notes: readonly NoteView[]
  /** The note that this person has begun. */
  draft: string
  now: Date
  /** Where it stands in the list; `changed` when the list knows a newer version than this page. */
  place: { before: number | null; after: number | null; changed: boolean }
}

/** One case: the mail and its story at left, the evidence at right, the hands below. On a phone one after the other. */
export function TicketView({ ticket, person, verbs, triage, notes, draft, now: served, place }: Case) {
  const words = useWords(caseWords)
  const now = useNow(served)
  const { search: query } = useLocation()
  const lookAgain = useLookAgain(ticket.id, query)
  const sourceOpen = may(person.role, 'audit')
  const live = useLiveCase({ ticket, notes, now: served })
  useBeHere(ticket.id)
  const refusals = refusalsOf(verbs, triage)
  const marks = ticket.assessment?.bars.flatMap(({ mark }) => mark ?? []) ?? []
  return (
    <ClaimLightProvider marks={marks}>
      <article
        // Where the focus goes when the case is opened by a key, and by the link past the list.
        id="case"
        tabIndex={-1}
        aria-label={words.case(ticket.id)}
        className="flex min-h-0 min-w-0 flex-1 flex-col md:grid md:grid-rows-[auto_minmax(0,1fr)_auto] outline-none md:overflow-hidden xl:grid-cols-[minmax(0,1fr)_24rem] 2xl:grid-cols-[minmax(0,1fr)_26.25rem]"
      >
        <CaseBar ticket={live.ticket} person={person} now={now} query={query} place={place} />
        {/* One scroll for both while they stand one above the other; each its own when they stand side by side. */}
        <div className="md:relative md:overflow-y-auto md:bg-pane xl:contents">
          <div className="bg-pane px-4 py-5 lg:px-8 xl:pane-scroll xl:col-start-1 xl:row-start-2">
            {ticket.approval && (
              <div className="mb-3">
                <ApprovalNote ticket={ticket} approval={ticket.approval} person={person} now={now} query={query} />
              </div>
            )}
            <CaseHead ticket={ticket} person={person} query={query} />
            <h1 className="max-w-[60ch] break-words font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">
              {ticket.subject.some(({ text }) => text) ? <Segments segments={ticket.subject} /> : words.noSubject}
            </h1>
            <CaseFacts ticket={ticket} now={now} />
            <Timeline ticket={live.ticket} notes={live.notes} sourceOpen={sourceOpen} />
            {may(person.role, 'write note') && <NoteField ticketId={ticket.id} begun={draft} />}
            <Merged ticket={ticket} sourceOpen={sourceOpen} query={query} />
            <Quarantined ticket={ticket} triage={triage} sourceOpen={sourceOpen} query={query} />
            {(place.changed || live.changed) && <Changed onShow={lookAgain} />}
          </div>
          <aside
            aria-label={words.evidence}
            className="border-line border-t bg-bg xl:pane-scroll xl:col-start-2 xl:row-span-3 xl:row-start-1 xl:border-t-0 xl:border-l"
          >
            <EvidencePanel ticket={ticket} person={person} now={now} query={query} />
          </aside>
        </div>
        {ticket.state === 'frozen' && may(person.role, 'settle freeze') ? (
          <SettleBar ticket={ticket} refusals={refusals} query={query} />
        ) : ticket.approval ? (
          <ApprovalBar
            ticket={ticket}
            approval={ticket.approval}
            person={person}
            freeze={verbs.freeze}
            refusals={refusals}
            next={place.after}
            query={query}
          />
        ) : ticket.category === 'recovery' ? (
          <ActBar ticket={ticket} person={person} verbs={verbs} refusals={refusals} next={place.after} query={query} />
        ) : (
          <TriageBar ticket={ticket} refusals={refusals} next={place.after} query={query} />
        )}
      </article>
    </ClaimLightProvider>
  )
}

function Changed({ onShow }: { onShow: () => void }) {
  const words = useWords(caseWords)
  return (
    // Over the end of what is read: nothing moves.
    <div className="sticky bottom-3 z-10 h-0">
      <div className="absolute inset-x-0 bottom-0 rounded-md shadow-raised">
        <Notice
          tone="accent"
          live
          action={
            <button type="button" onClick={onShow} className="shrink-0 font-semibold underline underline-offset-2">
              {words.show}
            </button>
          }
        >
          {words.changed}
        </Notice>
      </div>
    </div>
  )
}
