import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { type ShouldRevalidateFunction, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { recordRead } from '#app/audit/reads.server.ts'
import { Fault } from '#app/components/fault.tsx'
import { languageOf } from '#app/components/language.tsx'
import { caseWords } from '#app/components/ticket/case-words.ts'
import { TicketView } from '#app/components/ticket/ticket-view.tsx'
import { webDb, webDbByKey, webEnv } from '#app/db/web.server.ts'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { decisionKeys } from '#app/decisions/decision-keys.server.ts'
import { giveSecondVerdict } from '#app/decisions/give-second-verdict.server.ts'
import { mergeTicket, undoMerge } from '#app/decisions/merge.server.ts'
import { repeatCode } from '#app/decisions/repeat-code.server.ts'
import { settleFreeze } from '#app/decisions/settle-freeze.server.ts'
import { splitMail } from '#app/decisions/split.server.ts'
import { isTypedRight, typedBefore } from '#app/decisions/typed-confirmation.ts'
import { settleMailBeside } from '#app/intake/quarantine.server.ts'
import { closeTicket, treatAsRecovery } from '#app/intake/triage.server.ts'
import { may } from '#app/staff/permissions.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { readDeskCommand } from '#app/tickets/desk-command.ts'
import { readDraft, readNotes } from '#app/tickets/notes.server.ts'
import { openVerbs } from '#app/tickets/open-verbs.ts'
import { unpackRows } from '#app/tickets/packed-rows.ts'
import { neighbours, type QueueRow } from '#app/tickets/queue.ts'
import { returnTicket, takeTicket } from '#app/tickets/take.server.ts'
import { readAccountNumber, readTicket } from '#app/tickets/ticket.server.ts'
import { openTriage } from '#app/tickets/triage.ts'
import type { loader as listLoader } from './_desk._list.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page, params, matches }) => [
  { title: `${page ? `#${page.ticket.id}` : caseWords[languageOf(matches)].none(params.number ?? '')} · Latchkey` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const now = new Date()
  const ticketId = ticketNumber(params.number)
  const [ticket, notes, draft] = await Promise.all([
    readTicket(webDbByKey(), ticketId, now),
    readNotes(webDbByKey(), ticketId),
    readDraft(webDbByKey(), { ticketId, person }),
  ])
  if (!ticket) throw new Response('There is no such case.', { status: 404 })
  const { accountNumber } = ticket
  const look = { kind: 'ticket_viewed' as const, subject: `case ${ticketId}`, ticketId, accountNumber }
  await recordRead(webDb(), { ...look, staffId: person.id, now })
  const asCase = {
    ...ticket,
    assigneeId: ticket.owner?.id ?? null,
    assigneeName: ticket.owner?.name ?? null,
    holdHours: ticket.assessment?.holdHours ?? null,
    escalatedBy: ticket.question?.askedBy ?? null,
    restrictedUntil: ticket.account?.restrictedUntil ?? null,
  }
  const verbs = openVerbs(asCase, person, now)
  return { ticket, person, verbs, triage: openTriage(asCase, person, now), notes, draft, now }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const command = readDeskCommand(await request.formData())
  if (!command) throw new Response('This form is not one of ours.', { status: 400 })
  if (command.intent === 'look') return { refusal: null }
  if (!may(person.role, 'decide')) throw new Response('Your role does not decide cases.', { status: 403 })
  const ticketId = ticketNumber(params.number)
  const asked = { ticketId, person, now: new Date() }
  if (command.intent === 'settle') {
    const { version, reason } = command
    const settled = await settleFreeze(webDb(), { ...asked, version, reason })
    return 'refusal' in settled ? data({ refusal: settled.refusal }, { status: 409 }) : { refusal: null }
  }
  if (command.intent === 'second') {
    const { verdict, version, reason, typed, afterwards, next } = command
    if (verdict === 'approve' && !isTypedRight(typed, await readAccountNumber(webDb(), ticketId)))
      return data({ refusal: typeFirst }, { status: 409 })
    const given = { ...asked, verdict, version, reason, keys: decisionKeys(webEnv()) }
    const settled = await giveSecondVerdict(webDb(), given)
    if ('refusal' in settled) return data({ refusal: settled.refusal }, { status: 409 })
    return afterwards === 'stay' ? { refusal: null } : goOn(request, next ?? null)
  }
  if (command.intent === 'repeat code') {
    const repeated = await repeatCode(webDb(), { ...asked, keys: decisionKeys(webEnv()) })
    return 'refusal' in repeated ? data({ refusal: repeated.refusal }, { status: 409 }) : { refusal: null }
  }
  if (command.intent === 'triage') {
    const { verb, version, afterwards, next } = command
    const sorted = await (verb === 'close'
      ? closeTicket(webDb(), { ...asked, version })
      : treatAsRecovery(webDb(), { ...asked, version, deskAddress: webEnv().deskAddress }))
    if ('refusal' in sorted) return data({ refusal: sorted.refusal }, { status: 409 })
    return afterwards === 'stay' ? { refusal: null } : goOn(request, next ?? null)
  }
  if (command.intent === 'beside') {
    const { verb, mail: mailId, version } = command
    const settled = await settleMailBeside(webDb(), { ...asked, verb, mailId, version })
    if ('refusal' in settled) return data({ refusal: settled.refusal }, { status: 409 })
    return verb === 'separate' ? goOn(request, settled.ticketId) : { refusal: null }
  }
  if (command.intent === 'merge' || command.intent === 'undo merge') {
    const { version } = command
    const merged = await (command.intent === 'merge'
      ? mergeTicket(webDb(), { ...asked, version, intoId: command.into })
      : undoMerge(webDb(), { ...asked, version }))
    if ('refusal' in merged) return data({ refusal: merged.refusal }, { status: 409 })
    return command.intent === 'merge' ? goOn(request, merged.intoId) : { refusal: null }
  }
  if (command.intent === 'split') {
    const split = await splitMail(webDb(), { ...asked, version: command.version, mailId: command.mail })
    return 'refusal' in split ? data({ refusal: split.refusal }, { status: 409 }) : goOn(request, split.ticketId)
  }
  if (command.intent !== 'decide') {
    const taken = await (command.intent === 'take'
      ? takeTicket(webDb(), { ...asked, over: command.over === 'yes' })
      : returnTicket(webDb(), asked))
    return 'refusal' in taken ? data({ refusal: taken.refusal }, { status: 409 }) : { refusal: null }
  }
  const { verb, reason, version, typed } = command
  const of = typedBefore[verb]
  if (of === 'account' && !isTypedRight(typed, await readAccountNumber(webDb(), ticketId)))
    return data({ refusal: typeFirst }, { status: 409 })
  if (of === 'case' && !isTypedRight(typed, String(ticketId))) return data({ refusal: typeCaseFirst }, { status: 409 })
  const decided = await decideTicket(webDb(), { ...asked, verb, reason, version, keys: decisionKeys(webEnv()) })
  if ('refusal' in decided) return data({ refusal: decided.refusal }, { status: 409 })
  if (command.afterwards === 'stay') return { refusal: null }
  return goOn(request, command.next ?? decided.nextTicketId)
}

const typeFirst = 'Type the last four digits of the account first: a link cannot be called back.'
const typeCaseFirst = 'Type the last four digits of the case first: a letter cannot be called back.'

/** To another case, or where there is none to the list; as the list was. */
function goOn(request: Request, ticketId: number | null) {
  const { search } = new URL(request.url)
  return redirect(`${ticketId === null ? '/queue' : `/tickets/${ticketId}`}${search}`)
}

/** What is read stays as it is until the agent asks: a case does not change under his eyes, it says that it has. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentUrl,
  nextUrl,
  formMethod,
  formData,
  defaultShouldRevalidate,
}) => {
  const noDeed = formMethod === undefined || formData?.get('intent') === 'layout'
  return noDeed && currentUrl.href === nextUrl.href ? false : defaultShouldRevalidate
}

export default function TicketPage() {
  const { ticket, person, verbs, triage, notes, draft, now } = useLoaderData<typeof loader>()
  const listed = useRouteLoaderData<typeof listLoader>('routes/_desk._list')?.rows
  const rows = useMemo(() => (listed ? unpackRows<QueueRow>(listed) : []), [listed])
  const { before, after } = neighbours(rows, ticket.id)
  const row = rows.find(({ id }) => id === ticket.id)
  return (
    <TicketView
      key={ticket.id}
      ticket={ticket}
      person={person}
      verbs={verbs}
      triage={triage}
      notes={notes}
      draft={draft}
      now={now}
      place={{ before, after, changed: row !== undefined && row.version > ticket.version }}
    />
  )
}

export function ErrorBoundary() {
  return <Fault to="/queue" />
}

function ticketNumber(text: string | undefined): number {
  if (!text || !/^[0-9]{1,15}$/.test(text)) throw new Response('There is no such case.', { status: 404 })
  return Number(text)
}
