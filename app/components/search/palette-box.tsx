import { useNavigate, useSubmit } from '@remix-run/react'
import { Lock, Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useShownKeys } from '#app/components/keys.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { type Offer, takeOffer } from '#app/components/offers.ts'
import { RetoldLater } from '#app/components/retold/retold-later.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { Kbd } from '#app/components/ui/kbd.tsx'
import type { Person } from '#app/staff/person.ts'
import { type Command, commandsOf, isCalledSo, matchingCommands, offeredCommands } from './commands.ts'
import { FaultLine } from './fault-line.tsx'
import { FoundCaseLines } from './found-case.tsx'
import { useFoundCases } from './found-cases.ts'
import { paletteWords } from './palette-words.ts'
import { useSavedViews } from './saved-views.ts'

/** One choice of the palette: what it says, and what it does. */
type Choice = { key: string; face: ReactNode; choose: () => void }
type Group = { name: string; choices: readonly Choice[] }

/** What the open palette shows: the box, what it finds, and what can be done. */
export function PaletteBox({
  person,
  offers,
  onShowKeys,
  onDone,
}: {
  person: Person
  /** What could be done where it was opened. */
  offers: readonly Offer[]
  onShowKeys: () => void
  onDone: () => void
}) {
  const words = useWords(paletteWords)
  const language = useLanguage()
  const navigate = useNavigate()
  const submit = useSubmit()
  const views = useSavedViews()
  const [typed, type] = useState('')
  const [at, goTo] = useState(0)
  const found = useFoundCases(typed)
  const box = useRef<HTMLInputElement>(null)
  const listId = useId()
  useEffect(() => box.current?.focus(), [])
  const query = new URLSearchParams({ search: typed.trim() })
  const go = (to: string) => {
    onDone()
    navigate(to)
  }
  // After the palette is closed, when the focus is again where it was.
  const { deeds, looks } = offeredCommands(offers, person, language, takeOffer)
  const commands = commandsOf(person, views, looks, language, {
    showKeys: onShowKeys,
    focusBox: () => document.querySelector<HTMLInputElement>('input[name="search"]')?.select(),
    signOut: () => submit(null, { method: 'post', action: '/sign-out' }),
  })
  const asked = typed.trim() !== ''
  const cases: Choice[] = asked
    ? [
        ...found.rows.map((row) => ({
          key: `case ${row.id}`,
          face: <FoundCaseLines found={row} />,
          choose: () => go(`/tickets/${row.id}?${query}`),
        })),
        { key: 'all', face: <AllLine typed={typed.trim()} />, choose: () => go(`/queue?${query}`) },
      ]
    : []
  const choiceOf = (command: Command): Choice => ({
    key: command.key,
    face: <CommandLine command={command} />,
    choose: () => {
      if ('to' in command) return go(command.to)
      onDone()
      command.act()
    },
  })
  const matching = matchingCommands([...deeds, ...commands], typed)
  const best = matching.filter((command) => isCalledSo(command, typed))
  const groups: Group[] = (
    asked
      ? [
          { name: words.best, choices: best.map(choiceOf) },
          { name: words.cases, choices: cases },
          { name: words.commands, choices: matching.filter((one) => !best.includes(one)).map(choiceOf) },
        ]
      : [
          { name: words.acts, choices: deeds.map(choiceOf) },
          { name: words.commands, choices: commands.map(choiceOf) },
        ]
  ).filter(({ choices }) => choices.length > 0)
  const choices = groups.flatMap((group) => group.choices)
  const active = Math.min(at, choices.length - 1)
  const idOf = (index: number) => `${listId}-${index}`
  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, listId])

  const hear = (event: KeyboardEvent) => {
    // Enter that ends the writing of a Chinese word is not for us.
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) goTo((active + step + choices.length) % choices.length)
    else if (event.key === 'Enter') choices[active]?.choose()
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
        <input
          ref={box}
          role="combobox"
          aria-label={words.field}
          aria-expanded={choices.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? idOf(active) : undefined}
          value={typed}
          onChange={(event) => {
            type(event.target.value)
            goTo(0)
          }}
          onKeyDown={hear}
          placeholder={words.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={320}
          className="min-w-0 flex-1 text-ellipsis bg-transparent py-3.5 text-touch outline-none placeholder:text-ink-3 md:text-lg"
        />
        <Kbd keys="Esc" />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={words.title}
        className="max-h-[min(60vh,30rem)] overflow-y-auto p-1.5"
      >
        {groups.map(({ name, choices: listed }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options; a fieldset holds fields.
          <div key={name} role="group" aria-label={name}>
            <p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-ink-3 text-xs">
              {name}
            </p>
            {listed.map((choice) => {
              const index = choices.indexOf(choice)
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the box, where the focus stays.
                // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box (ARIA's combobox pattern).
                <div
                  key={choice.key}
                  id={idOf(index)}
                  role="option"
                  aria-selected={index === active}
                  onPointerMove={() => index !== active && goTo(index)}
                  onClick={choice.choose}
                  className={classNames('cursor-pointer rounded-md px-2.5 py-2', index === active && 'bg-accent-soft')}
                >
                  {choice.face}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <div className="min-h-9 border-line border-t px-4 py-2 text-ink-3 text-sm">
        <p role="status" className="sr-only">
          {asked ? statusOf(found.state, found.rows.length, found.more, words) : ''}
        </p>
        {found.state === 'failed' ? (
          <p className="text-against">{words.failed}</p>
        ) : found.faults.length > 0 ? (
          <FaultLine faults={found.faults} />
        ) : (
          <p>{asked && found.state === 'answered' && found.rows.length === 0 ? words.none : words.hint}</p>
        )}
      </div>
    </>
  )
}

function statusOf(state: string, many: number, more: boolean, words: (typeof paletteWords)['en']): string {
  if (state !== 'answered') return state === 'failed' ? words.failed : words.searching
  if (many === 0) return words.none
  return more ? words.foundMore(many) : words.found(many)
}

function AllLine({ typed }: { typed: string }) {
  const words = useWords(paletteWords)
  return (
    <span className="flex items-center gap-2.5 text-ink-2">
      <Search aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
      <span className="truncate">{words.all(typed)}</span>
    </span>
  )
}

function CommandLine({ command: { icon: Icon, text, keys: given, closed } }: { command: Command }) {
  const keys = useShownKeys(given)
  return (
    <span className="flex items-center gap-2.5">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <span className={closed ? 'block truncate text-ink-3' : 'block truncate'}>{text}</span>
        {closed && (
          <span className="flex items-start gap-1.5 text-ink-3 text-sm">
            <Lock aria-hidden="true" className="mt-1 size-3 shrink-0" />
            <RetoldLater sentence={closed} />
          </span>
        )}
      </span>
      {keys && <Kbd keys={keys} />}
    </span>
  )
}
