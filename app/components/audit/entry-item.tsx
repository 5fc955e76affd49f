import { Link } from '@remix-run/react'
import type { AuditVerb } from '#app/audit/entry.ts'
import type { ListedEntry } from '#app/audit/listed.ts'
import { actorOf, type Detail, detailsOf } from '#app/audit/words.ts'
import { groupDigits } from '#app/components/figures.ts'
import { joins } from '#app/components/joins.ts'
import { useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { kindWords } from '#app/components/words.ts'
import { deedWords } from './deed-words.ts'
import { Stamp } from './stamp.tsx'
import { readTakenIn, TakenInMails } from './taken-in.tsx'

/** Details that hold one of a few words; in every other, a word may be somebody's own. */
const closedSets = [
  'verb',
  'route',
  'recommendation',
  'role',
  'override',
  'password was set',
  'new address',
  'registered route dead',
  'everywhere',
  'fetched',
  'ok',
  'fault',
  'part',
  'field',
  'fields',
  'kind',
  'was',
  'state',
  'category',
  'security',
  'authentication',
]

/** Details that name somebody or a moment, or nobody and now. */
const ends = ['to', 'from', 'until']

/** Details that the desk itself says in a sentence of its rules, if nobody wrote them. */
const sentences = ['reason', 'words']

/** One entry of the chain: what, who, where, when, and its place in the chain. */
export function EntryItem({ entry, people }: { entry: ListedEntry; people: ReadonlyMap<string, string> }) {
  const { id, at, verb, ticketId, accountNumber, details, hash } = entry
  const words = useWords(deedWords)
  const named = (word: string) => words.details[word] ?? word
  const mails = readTakenIn(details.mails)
  const shown = detailsOf(mails ? { ...details, mails: null } : details)
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-line border-b px-4 py-2.5 md:grid-cols-[13rem_8rem_minmax(0,1fr)_auto]">
      <span className="font-semibold">{words.deeds[verb]}</span>
      <span className="truncate text-ink-2">{entry.person ?? named(actorOf(entry))}</span>
      <span className="flex min-w-0 flex-wrap gap-x-3">
        {ticketId !== null && (
          <Link to={`/tickets/${ticketId}`} className="text-accent underline-offset-2 hover:underline">
            #{ticketId}
          </Link>
        )}
        {accountNumber !== null && <span>{groupDigits(accountNumber)}</span>}
        {mails && <TakenInMails mails={mails} />}
        {shown.map((detail) => (
          <span key={detail.path.join(' ')} className="min-w-0 break-all text-ink-2 text-sm">
            <span className="text-ink-3">{detail.path.map(named).join(' › ')}</span>{' '}
            <Value {...detail} people={people} />
          </span>
        ))}
      </span>
      <span className="flex gap-3 text-ink-3 text-sm md:justify-end">
        <Stamp at={at} />
        <span title={`SHA-256 ${hash}`} className="font-mono text-xs leading-5">
          {id} · {hash.slice(0, 8)}
        </span>
      </span>
    </li>
  )
}

/** A moment as the other moments of the page, a person by his name. */
function Value({ path, text, people }: Detail & { people: ReadonlyMap<string, string> }) {
  const words = useWords(deedWords)
  const kinds = useWords(kindWords)
  const { comma } = useWords(joins)
  const retold = useRetold()
  const name = path.at(-1) ?? ''
  if (name === 'undone') return words.deeds[text as AuditVerb] ?? text
  if (name === 'state') return (kinds.state as Readonly<Record<string, string>>)[text] ?? text
  if (closedSets.includes(name))
    return text
      .split(', ')
      .map((one) => words.values[one] ?? one)
      .join(comma)
  if (sentences.includes(name)) return retold(text)
  const said = ends.includes(name) ? (words.values[text] ?? text) : text
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(said) ? <Stamp at={new Date(said)} /> : (people.get(said) ?? said)
}
