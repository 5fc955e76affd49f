import { useFetcher, useRouteLoaderData } from '@remix-run/react'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useUnsentText } from '#app/components/live/unsent-text.ts'
import { useMoments } from '#app/components/moments.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Field, TextArea } from '#app/components/ui/field.tsx'
import { longestQuestion } from '#app/tickets/act.ts'
import { readSnoozeDate, snoozeChoices } from '#app/tickets/snooze.ts'
import { actWords } from './act-words.ts'
import { type AskedKind, textFor } from './asked.ts'
import type { Hand } from './selection.ts'

type Fields = Readonly<Record<string, string>>
type Question = { on: readonly Hand[]; busy: boolean; onSend: (fields: Fields) => void; onClose: () => void }

const forms: Record<AskedKind, (question: Question) => ReactNode> = {
  assign: (question) => <AssignForm {...question} />,
  tag: (question) => <TagForm {...question} />,
  snooze: (question) => <SnoozeForm {...question} />,
  escalate: (question) => <EscalateForm {...question} />,
  deny: (question) => <DenyForm {...question} />,
}

/** The question before an act on one case or several. */
export function ActDialog({ kind, ...question }: Question & { kind: AskedKind }) {
  const words = useWords(actWords)
  return (
    <Dialog open onClose={question.onClose} title={words.titles[kind](question.on.length)}>
      {forms[kind](question)}
    </Dialog>
  )
}

function AssignForm({ onSend, busy }: Question) {
  const words = useWords(actWords)
  const { load, data } = useFetcher<{ people: { id: string; name: string }[] }>()
  const me = useRouteLoaderData<{ person: { id: string } }>('routes/_desk')?.person.id
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => load('/people'), [load])
  // They come when the dialog is open already.
  useEffect(() => {
    if (data) list.current?.querySelector('button')?.focus()
  }, [data])
  // The list scrolls: an outline beyond a choice would be cut.
  const face = 'w-full rounded-sm px-3 py-2 text-left -outline-offset-2 hover:bg-sunk focus-visible:bg-sunk'
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">{words.assignEffect}</p>
      {data ? (
        <ul
          ref={list}
          className="-mx-1 grid max-h-72 overflow-y-auto"
          onKeyDown={(event) => step(event.currentTarget, event.key)}
        >
          {[...data.people]
            .sort((one, other) => Number(other.id === me) - Number(one.id === me))
            .map(({ id, name }) => (
              <li key={id}>
                <button
                  type="button"
                  className={face}
                  disabled={busy}
                  onClick={() => onSend({ kind: 'assign', to: id })}
                >
                  {id === me ? words.me(name) : name}
                </button>
              </li>
            ))}
          <li>
            <button type="button" className={face} disabled={busy} onClick={() => onSend({ kind: 'assign' })}>
              {words.nobody}
            </button>
          </li>
        </ul>
      ) : (
        <p role="status" className="text-ink-3">
          {words.peopleLoading}
        </p>
      )}
    </div>
  )
}

/** Arrows go along a list of choices. */
function step(list: HTMLElement, key: string): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[key]
  if (by === undefined) return
  const choices = [...list.querySelectorAll<HTMLElement>('button')]
  const at = choices.indexOf(document.activeElement as HTMLElement)
  choices[Math.min(Math.max(at + by, 0), choices.length - 1)]?.focus()
}

function TagForm({ on, onSend, onClose, busy }: Question) {
  const words = useWords(actWords)
  const used = [...new Set(on.flatMap(({ tags }) => tags))].sort()
  const [add, write] = useUnsentText(textFor('tag', on), false)
  const [gone, goWithout] = useState<ReadonlySet<string>>(new Set())
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSend({ kind: 'tag', add, remove: [...gone].join(' ') })
  }
  return (
    <form onSubmit={send} className="grid gap-4">
      <Field
        label={words.addTags}
        hint={words.tagHint}
        value={add}
        onChange={({ target }) => write(target.value)}
        autoComplete="off"
        maxLength={400}
      />
      {used.length > 0 && (
        <fieldset className="grid gap-1">
          <legend className="font-semibold text-ink-2 text-sm">{words.removeTags}</legend>
          <div className="flex flex-wrap gap-3">
            {used.map((tag) => (
              <label key={tag} className="inline-flex items-center gap-1.5">
                <input
                  type="checkbox"
                  checked={gone.has(tag)}
                  onChange={({ target }) => {
                    const next = new Set(gone)
                    if (target.checked) next.add(tag)
                    else next.delete(tag)
                    goWithout(next)
                  }}
                />
                <span className={gone.has(tag) ? 'line-through' : ''}>{tag}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <Foot submit={words.tagSave} busy={busy} onClose={onClose} />
    </form>
  )
}

function SnoozeForm({ on, onSend, onClose, busy }: Question) {
  const words = useWords(actWords)
  const moments = useMoments()
  const [date, write] = useUnsentText(textFor('snooze', on), false)
  const now = new Date()
  const zone = now.getTimezoneOffset()
  // On a Sunday, tomorrow is Monday; on a Thursday, Monday is further than three days.
  const choices = snoozeChoices(now, zone)
    .filter(({ until }, index, all) => all.findIndex((one) => one.until.getTime() === until.getTime()) === index)
    .sort((one, other) => one.until.getTime() - other.until.getTime())
  const until = (moment: Date) => onSend({ kind: 'snooze', until: moment.toISOString() })
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const moment = readSnoozeDate(String(new FormData(event.currentTarget).get('date') ?? ''), zone)
    if (moment) until(moment)
  }
  return (
    <form onSubmit={send} className="grid gap-4">
      <p className="text-ink-2">{words.snoozeEffect}</p>
      <ul className="-mx-1 grid" onKeyDown={(event) => step(event.currentTarget, event.key)}>
        {choices.map(({ name, until: moment }) => (
          <li key={name}>
            <button
              type="button"
              data-first
              disabled={busy}
              onClick={() => until(moment)}
              className="flex w-full justify-between gap-4 rounded-sm px-3 py-2 hover:bg-sunk focus-visible:bg-sunk"
            >
              {words.snoozes[name]}
              <span className="text-ink-3">{moments.zoned(moment)}</span>
            </button>
          </li>
        ))}
        {on.some(({ snoozed }) => snoozed) && (
          <li>
            <button
              type="button"
              disabled={busy}
              onClick={() => onSend({ kind: 'snooze' })}
              className="w-full rounded-sm px-3 py-2 text-left hover:bg-sunk focus-visible:bg-sunk"
            >
              {words.snoozeEnd}
            </button>
          </li>
        )}
      </ul>
      <Field
        name="date"
        type="date"
        label={words.snoozeDate}
        value={date}
        onChange={({ target }) => write(target.value)}
        required
      />
      <Foot submit={words.snoozeUntil} busy={busy} onClose={onClose} />
    </form>
  )
}

function EscalateForm({ on, onSend, onClose, busy }: Question) {
  const words = useWords(actWords)
  const [question, write] = useUnsentText(textFor('escalate', on), false)
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSend({ kind: 'escalate', question })
      }}
    >
      <p className="text-ink-2">{words.escalateEffect}</p>
      <TextArea
        label={words.question}
        value={question}
        onChange={({ target }) => write(target.value)}
        required
        maxLength={longestQuestion}
      />
      <Foot submit={words.escalateSend} busy={busy} onClose={onClose} />
    </form>
  )
}

/** Letters go out and none comes back: the number of cases is typed. */
function DenyForm({ on, onSend, onClose, busy }: Question) {
  const words = useWords(actWords)
  const [reason, write] = useUnsentText(textFor('deny', on), false)
  const [typed, type] = useState('')
  const many = on.length
  const missing = reason.trim() === '' ? words.denyWhy : typed.trim() === String(many) ? null : words.denyTyped(many)
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (missing === null) onSend({ kind: 'deny', reason, typed: typed.trim() })
      }}
    >
      <p className="text-ink-2">{words.denyEffect}</p>
      <div className="grid gap-2">
        <TextArea
          label={words.denyWhy}
          value={reason}
          onChange={({ target }) => write(target.value)}
          required
          maxLength={4000}
        />
        <div className="flex flex-wrap gap-1.5">
          {Object.values(words.denyReasons).map((text) => (
            <button
              key={text}
              type="button"
              onClick={() => write(text)}
              className="rounded-full bg-sunk px-2.5 py-1 text-ink-2 text-sm hover:bg-accent-soft hover:text-accent"
            >
              {text}
            </button>
          ))}
        </div>
      </div>
      <Field
        label={words.denyTyped(many)}
        value={typed}
        onChange={({ target }) => type(target.value)}
        inputMode="numeric"
        autoComplete="off"
        required
      />
      <Foot submit={words.denyNow(many)} busy={busy} missing={missing} onClose={onClose} no />
    </form>
  )
}

function Foot({
  submit,
  busy,
  missing = null,
  no = false,
  onClose,
}: {
  submit: string
  busy: boolean
  missing?: string | null
  no?: boolean
  onClose: () => void
}) {
  const words = useWords(actWords)
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button kind="quiet" onClick={onClose}>
        {words.cancel}
      </Button>
      <Button type="submit" kind={no ? 'no' : 'go'} disabledBecause={busy ? words.busy : missing}>
        {submit}
      </Button>
    </div>
  )
}
