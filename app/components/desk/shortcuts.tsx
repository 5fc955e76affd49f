import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useSingleKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Kbd } from '#app/components/ui/kbd.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import type { Person } from '#app/staff/person.ts'
import { navWords } from './nav-words.ts'
import { shortcutWords } from './shortcut-words.ts'
import { deskWaysOf, queueWays } from './ways.ts'

type Words = (typeof shortcutWords)['en']
type Shortcut = { keys: readonly string[]; deed: keyof Words['deeds'] }

const groups: readonly { name: keyof Words['groups']; shortcuts: readonly Shortcut[] }[] = [
  {
    name: 'list',
    shortcuts: [
      { keys: ['j', 'k'], deed: 'neighbour' },
      { keys: ['Enter', 'o'], deed: 'open' },
      { keys: ['x'], deed: 'select' },
      { keys: ['/'], deed: 'search' },
      { keys: ['v'], deed: 'table' },
      { keys: ['Esc'], deed: 'back' },
    ],
  },
  {
    name: 'ruling',
    shortcuts: [
      { keys: ['t'], deed: 'take' },
      { keys: ['a'], deed: 'approve' },
      { keys: ['m'], deed: 'ask' },
      { keys: ['d'], deed: 'refuse' },
      { keys: ['f'], deed: 'freeze' },
      { keys: ['s'], deed: 'settle' },
      { keys: ['q'], deed: 'supervisor' },
      { keys: ['e'], deed: 'close' },
      { keys: ['r'], deed: 'recover' },
    ],
  },
  {
    name: 'case',
    shortcuts: [
      { keys: ['1 … 9'], deed: 'claim' },
      { keys: ['h'], deed: 'mark' },
      { keys: ['c'], deed: 'note' },
      { keys: ['i'], deed: 'assign' },
      { keys: ['l'], deed: 'tags' },
      { keys: ['z'], deed: 'snooze' },
      { keys: ['!'], deed: 'spam' },
      { keys: ['u'], deed: 'undo' },
    ],
  },
  {
    name: 'everywhere',
    shortcuts: [
      { keys: ['Ctrl K'], deed: 'find' },
      { keys: ['Ctrl ↵'], deed: 'goOn' },
      { keys: ['?'], deed: 'keys' },
    ],
  },
]

/** Every key of the desk, by what it is for. */
export function ShortcutsDialog({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) {
  const words = useWords(shortcutWords)
  const places = useWords(navWords)
  const single = useSingleKeys()
  const shown = single ? groups : groups.map(actingAlone).filter(({ shortcuts }) => shortcuts.length > 0)
  return (
    <Dialog open={open} onClose={onClose} title={words.title} wide>
      {!single && (
        <div className="mb-4">
          <Notice
            action={
              <Link to="/settings" onClick={onClose} className="shrink-0 font-semibold underline underline-offset-2">
                {words.switchOn}
              </Link>
            }
          >
            {words.off}
          </Notice>
        </div>
      )}
      <div className="gap-x-8 sm:columns-2 lg:columns-3">
        {shown.map(({ name, shortcuts }) => (
          <Group key={name} title={words.groups[name]}>
            {shortcuts.map(({ keys, deed }) => (
              <Line key={deed} keys={keys} text={words.deeds[deed]} />
            ))}
          </Group>
        ))}
        {single && (
          <Group title={words.groups.places}>
            {[...queueWays, ...deskWaysOf(person)].map(({ name, key }) => (
              <Line key={name} keys={['g', key]} text={places[name]} />
            ))}
          </Group>
        )}
      </div>
    </Dialog>
  )
}

/** What is left of a group where no single character acts. */
function actingAlone({ name, shortcuts }: (typeof groups)[number]): (typeof groups)[number] {
  const left = shortcuts.map(({ keys, deed }) => ({ keys: keys.filter((key) => /\S{2}/.test(key)), deed }))
  return { name, shortcuts: left.filter(({ keys }) => keys.length > 0) }
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="mb-1.5 text-ink-3 text-sm">{title}</h3>
      <dl className="grid gap-1.5">{children}</dl>
    </section>
  )
}

function Line({ keys, text }: { keys: readonly string[]; text: string }) {
  return (
    <div className="flex items-baseline gap-3">
      <dt className="flex w-18 shrink-0 gap-1">
        {keys.map((key) => (
          <Kbd key={key} keys={key} />
        ))}
      </dt>
      <dd className="text-ink-2">{text}</dd>
    </div>
  )
}
