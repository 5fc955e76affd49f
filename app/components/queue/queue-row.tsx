import { MessageCircleQuestion, Siren } from 'lucide-react'
import { formatBits, groupDigits } from '#app/components/figures.ts'
import { useKept } from '#app/components/kept.tsx'
import { useWords } from '#app/components/language.tsx'
import { Others } from '#app/components/live/presence.tsx'
import { Marked } from '#app/components/search/marked.tsx'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { kindWords, senderFaces, stateTones } from '#app/components/words.ts'
import { textOfRow } from '#app/tickets/packed-rows.ts'
import type { QueueRow } from '#app/tickets/queue.ts'
import { useActs } from './acts.tsx'
import { Age, type AgeShown, useAge } from './age.tsx'
import { queueWords } from './queue-words.ts'
import type { Selection } from './selection.ts'
import { senderMark } from './sender-marks.tsx'

type Shown = {
  row: QueueRow
  to: string
  here: boolean
  /** No longer in this list; it keeps its place while the list is in use. */
  gone: boolean
  now: Date
  stateShown: boolean
}

/** One case in the list: two lines of what it is, one of what the evidence says. See usePlainLinks for its link. */
export function QueueRowLink({ row, to, here, gone, now, stateShown }: Shown) {
  const { mayAct, selection } = useActs()
  const age = useAge(row, now)
  const face = <Face {...{ row, to, here, gone, now, age, stateShown, mayAct, selection }} />
  // Where the server draws, nothing is chosen and nobody is known to be at a case.
  const drawing = useKept(face, () =>
    [to, here, gone, stateShown, mayAct, age.urgency, age.time, textOfRow(row)].join(' '),
  )
  return <li className="group/row relative" {...drawing} />
}

type Faced = Shown & { age: AgeShown; mayAct: boolean; selection: Selection }

function Face({ row, to, here, gone, now, age, stateShown, mayAct, selection }: Faced) {
  const words = useWords(queueWords)
  const kinds = useWords(kindWords)
  const chosen = selection.ids.has(row.id)
  const sender = senderFaces[row.senderLevel]
  const advice = said(row, kinds, words.notWeighed)
  return (
    <>
      <a
        href={to}
        data-row={row.id}
        {...(here ? { 'aria-current': 'page' as const } : {})}
        className={classNames(
          'case-row',
          gone && 'text-ink-3 [&_*]:text-ink-3',
          here
            ? 'bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent'
            : chosen
              ? 'bg-sunk'
              : 'hover:bg-sunk',
        )}
      >
        <span className="truncate">
          <Account row={row} /> <span className="text-ink-3 text-sm">{`#${row.id}`}</span>
        </span>
        <Age {...age} />
        <span className="col-span-2 truncate text-ink-2">
          {row.subject ? <Marked text={row.subject} marks={row.match?.subject ?? []} /> : words.noSubject}
        </span>
        {row.match && (
          <span className="col-span-2 line-clamp-2 text-ink-2 text-sm">
            <Marked text={row.match.excerpt.text} marks={row.match.excerpt.marks} />
          </span>
        )}
        <span className="col-span-2 mt-1 flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1 text-ink-2 text-sm">
          <Chip tone={sender.tone} mark={senderMark(row.senderLevel)} title={kinds.senderLong[row.senderLevel]}>
            {kinds.sender[row.senderLevel]}
          </Chip>
          <Flags row={row} />
          {stateShown && row.state !== 'new' && <Chip tone={stateTones[row.state]}>{kinds.state[row.state]}</Chip>}
          <Tags tags={row.tags} />
          {/* Goes to a line of its own before the advice would be cut to a few letters. */}
          <span className="flex grow basis-0 items-center gap-1.5">
            {advice && (
              <span className="w-0 min-w-20 grow truncate" title={advice}>
                {advice}
              </span>
            )}
            <span className="ml-auto flex shrink-0 items-center gap-1.5">
              <Beside row={row} />
              <Others ticketId={row.id} now={now} />
              {row.ownerName && <Avatar name={row.ownerName} label={words.withOwner(row.ownerName)} />}
              {row.bits !== null && <Bits bits={row.bits} />}
            </span>
          </span>
        </span>
      </a>
      {mayAct && <SelectMark id={row.id} selection={selection} quiet />}
    </>
  )
}

/** The mark by which a row is chosen; with Shift, all from the last one to this one. */
export function SelectBox({ id }: { id: number }) {
  const { mayAct, selection } = useActs()
  return mayAct && <SelectMark id={id} selection={selection} />
}

/** @param quiet seen only where it is used */
function SelectMark({ id, selection, quiet = false }: { id: number; selection: Selection; quiet?: boolean }) {
  const words = useWords(queueWords)
  const chosen = selection.ids.has(id)
  return (
    <input
      type="checkbox"
      aria-label={words.select(id)}
      checked={chosen}
      data-row={id}
      onChange={({ nativeEvent }) => selection.toggle(id, (nativeEvent as unknown as MouseEvent).shiftKey === true)}
      className={classNames(
        // Where nothing hovers it is always seen, and as large as a finger needs it.
        'size-4 accent-accent [@media(hover:none)]:size-6 [@media(hover:none)]:opacity-100',
        quiet &&
          'absolute top-3.5 left-2.5 focus-visible:opacity-100 group-hover/row:opacity-100 [@media(hover:none)]:top-2.5 [@media(hover:none)]:left-1',
        quiet && !chosen && selection.ids.size === 0 && 'opacity-0',
      )}
    />
  )
}

/** So many tags of a case are named in its row; the others are counted. */
const mostTags = 2

function Tags({ tags }: { tags: readonly string[] }) {
  const others = tags.slice(mostTags)
  return (
    <>
      {tags.slice(0, mostTags).map((tag) => (
        <Chip key={tag} title={tag}>
          {tag}
        </Chip>
      ))}
      {others.length > 0 && <Chip title={others.join(', ')}>{`+${others.length}`}</Chip>}
    </>
  )
}

/** What makes a case pressing beside its age. */
export function Flags({ row }: { row: QueueRow }) {
  const words = useWords(queueWords)
  return (
    <>
      {row.difficulty && (
        <Chip tone="against" icon={Siren}>
          {words.difficulties[row.difficulty]}
        </Chip>
      )}
      {row.escalatedAt && (
        <span title={words.escalated} className="shrink-0 text-warn">
          <MessageCircleQuestion aria-hidden="true" className="size-3.5" />
          <span className="sr-only">{words.escalated}</span>
        </span>
      )}
    </>
  )
}

/** How many mails of others wait beside a case. */
export function Beside({ row: { quarantinedMails } }: { row: QueueRow }) {
  const words = useWords(queueWords)
  if (quarantinedMails === 0) return null
  return (
    <span className="shrink-0 text-warn text-xs" title={words.beside}>
      +{quarantinedMails}
    </span>
  )
}

export function Account({ row }: { row: QueueRow }) {
  const words = useWords(queueWords)
  const kinds = useWords(kindWords)
  if (row.claimedAccount) return <b className="font-semibold">{groupDigits(row.claimedAccount)}</b>
  return <b className="font-semibold">{row.category === 'recovery' ? words.noAccount : kinds.category[row.category]}</b>
}

function said(
  { category, claimedAccount, route, recommendation }: QueueRow,
  kinds: typeof kindWords.en,
  notWeighed: string,
): string {
  if (category !== 'recovery') return claimedAccount ? kinds.category[category] : ''
  const advice = recommendation ? kinds.recommendation[recommendation] : notWeighed
  return route === 'none' ? advice : `${advice} · ${kinds.route[route]}`
}

export function Bits({ bits }: { bits: number }) {
  const words = useWords(queueWords)
  const text = formatBits(bits)
  const tone = text.startsWith('+') ? 'text-for' : text.startsWith('−') ? 'text-against' : 'text-ink-2'
  return (
    <span className={classNames('font-semibold', tone)} title={words.bitsTitle}>
      {text}
      <span className="sr-only">{` ${words.bits}`}</span>
    </span>
  )
}
