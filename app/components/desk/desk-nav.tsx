import { Form, useLocation, useNavigate } from '@remix-run/react'
import { ChevronDown, LogOut, Menu } from 'lucide-react'
import { useRef } from 'react'
import { useKept } from '#app/components/kept.tsx'
import { useKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { Brand } from '#app/components/ui/pane.tsx'
import { useUnfolded } from '#app/components/ui/unfolded.ts'
import type { Health } from '#app/mailboxes/health.ts'
import type { Person } from '#app/staff/person.ts'
import { mostCounted, type QueueCounts } from '#app/tickets/queue.ts'
import { HealthFoot } from './health-foot.tsx'
import { navWords } from './nav-words.ts'
import { ThemeSwitch } from './theme-switch.tsx'
import { deskWaysOf, queueWays, type Way } from './ways.ts'

type Nav = { person: Person; counts: QueueCounts; health: Health; now: Date }

/** The desk's navigation: a column beside the panes, a folded line above them on a phone. */
export function DeskNav(nav: Nav) {
  const words = useWords(navWords)
  const navigate = useNavigate()
  useKeys(
    Object.fromEntries(
      [...queueWays, ...deskWaysOf(nav.person)].map(({ to, key }) => [`g ${key}`, () => navigate(to)]),
    ),
  )
  return (
    <>
      <nav
        aria-label={words.desk}
        className="hidden min-h-0 flex-col overflow-y-auto border-line border-r px-2 py-3 md:flex 2xl:w-50"
      >
        <a
          href="/queue"
          data-way
          className="mb-3 flex justify-center px-2 py-1 2xl:justify-start"
          aria-label={words.start}
        >
          <Brand nameHidden />
        </a>
        <Ways {...nav} narrow />
        <div className="mt-auto grid gap-1 border-line border-t pt-3">
          <HealthFoot health={nav.health} now={nav.now} narrow />
          <ThemeSwitch narrow />
          <Who person={nav.person} narrow />
        </div>
      </nav>
      <FoldedNav {...nav} />
    </>
  )
}

function FoldedNav(nav: Nav) {
  const words = useWords(navWords)
  const details = useRef<HTMLDetailsElement>(null)
  const [unfolded, summary] = useUnfolded(details)
  return (
    <details ref={details} className="group border-line border-b bg-bg md:hidden">
      <summary {...summary} className="flex list-none items-center gap-2 px-4 py-3 [&::-webkit-details-marker]:hidden">
        <Brand />
        <span className="ml-auto inline-flex items-center gap-2 text-ink-2">
          <Menu aria-hidden="true" className="size-5" />
          {words.menu}
        </span>
      </summary>
      {unfolded && (
        <nav aria-label={words.desk} className="grid gap-1 px-2 pb-3">
          <Ways {...nav} />
          <div className="mt-2 grid gap-1 border-line border-t pt-3">
            <HealthFoot health={nav.health} now={nav.now} />
            <ThemeSwitch />
            <Who person={nav.person} />
          </div>
        </nav>
      )}
    </details>
  )
}

function Ways({ narrow = false, person, counts, health }: Nav & { narrow?: boolean }) {
  const isHere = useIsHere()
  const counted = { ...counts, failedMails: health.failedMails }
  const shown = (way: Way) => ({ way, count: way.counted && counted[way.counted], here: isHere(way.to), narrow })
  return (
    <>
      <WayList ways={queueWays.filter(({ folded }) => !folded).map(shown)} className="grid gap-0.5" />
      <OtherLists ways={queueWays.filter(({ folded }) => folded).map(shown)} narrow={narrow} />
      <WayList ways={deskWaysOf(person).map(shown)} className="mt-4 grid gap-0.5" />
    </>
  )
}

/** Lists that are wanted now and then; open while one of them is shown. */
function OtherLists({ ways, narrow }: { ways: readonly ShownWay[]; narrow: boolean }) {
  const words = useWords(navWords)
  const here = ways.some(({ here }) => here)
  return (
    // Drawn anew when one comes into it or leaves it: what somebody unfolds by hand stays so until then.
    <details key={String(here)} open={here} className="group/others mt-0.5">
      <summary
        title={words.others}
        className={classNames(
          'flex list-none items-center gap-2.5 rounded-sm px-2 py-1.5 text-ink-2 hover:bg-sunk [&::-webkit-details-marker]:hidden',
          narrow && 'justify-center 2xl:justify-start',
        )}
      >
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 group-open/others:rotate-180" />
        <span className={narrow ? 'sr-only 2xl:not-sr-only' : 'truncate'}>{words.others}</span>
      </summary>
      <WayList ways={ways} className="mt-0.5 grid gap-0.5" />
    </details>
  )
}

type ShownWay = { way: Way; count: number | undefined; here: boolean; narrow: boolean }

function WayList({ ways, className }: { ways: readonly ShownWay[]; className: string }) {
  const drawing = useKept(<WayLinks ways={ways} />, () =>
    ways.map(({ way: { to, name }, ...shown }) => JSON.stringify([to, name, shown])).join(),
  )
  return <ul className={className} {...drawing} />
}

function WayLinks({ ways }: { ways: readonly ShownWay[] }) {
  return ways.map((shown) => <WayLink key={shown.way.to} {...shown} />)
}

/** A plain link, see usePlainLinks. */
function WayLink({ way: { to, name, icon: Icon }, count, here, narrow }: ShownWay) {
  const text = useWords(navWords)[name]
  return (
    <li>
      <a
        href={to}
        data-way
        data-discover="true"
        title={text}
        {...(here ? { 'aria-current': 'page' as const } : {})}
        className={classNames(
          'relative flex items-center gap-2.5 rounded-sm px-2 py-1.5',
          narrow && 'justify-center 2xl:justify-start',
          here ? 'bg-sunk font-semibold text-ink' : 'text-ink-2 hover:bg-sunk',
        )}
      >
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        <span className={narrow ? 'sr-only 2xl:not-sr-only' : 'truncate'}>{text}</span>
        {count !== undefined && (
          <span
            className={classNames(
              'ml-auto text-ink-3 text-sm',
              // Beside the icon there is room for what waits, not for a nought.
              narrow &&
                (count > 0
                  ? 'max-2xl:absolute max-2xl:top-0 max-2xl:left-6.5 max-2xl:text-[0.625rem]'
                  : 'max-2xl:hidden'),
            )}
          >
            {count >= mostCounted ? `${mostCounted - 1}+` : count}
          </span>
        )}
      </a>
    </li>
  )
}

/** A queue's link is current by its query, also while one of its cases is open. */
function useIsHere(): (to: string) => boolean {
  const { pathname, search } = useLocation()
  const here = new URLSearchParams(search)
  return (to) => {
    const [path = '', query = ''] = to.split('?')
    if (path !== '/queue') return pathname === path || pathname.startsWith(`${path}/`)
    if (pathname !== '/queue' && !pathname.startsWith('/tickets/')) return false
    const there = new URLSearchParams(query)
    return ['view', 'owner', 'search'].every((key) => (here.get(key) ?? '') === (there.get(key) ?? ''))
  }
}

function Who({ person, narrow = false }: { person: Person; narrow?: boolean }) {
  const words = useWords(navWords)
  return (
    <div className={classNames('flex items-center gap-2 px-2 py-1', narrow && 'max-2xl:flex-col max-2xl:px-0')}>
      <div className={classNames('min-w-0 flex-1', narrow && 'sr-only 2xl:not-sr-only')}>
        <p className="truncate font-semibold">{person.name}</p>
        <p className="text-ink-3 text-sm">{words.roles[person.role]}</p>
      </div>
      <Form method="post" action="/sign-out">
        <button
          type="submit"
          title={words.signOutOf(person.name)}
          aria-label={words.signOut}
          className="rounded-sm p-1.5 text-ink-2 hover:bg-sunk hover:text-ink"
        >
          <LogOut aria-hidden="true" className="size-4" />
        </button>
      </Form>
    </div>
  )
}
