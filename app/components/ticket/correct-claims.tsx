import { useFetcher } from '@remix-run/react'
import { ChevronRight, Highlighter, TextSelect } from 'lucide-react'
import { useRef } from 'react'
import { longestMark, markableKinds } from '#app/claims/marked-claim.ts'
import { useKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { Field, SelectField } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import type { StrikableClaim } from '#app/tickets/ticket-page.ts'
import { correctClaimsWords } from './correct-claims-words.ts'

type Correctable = {
  ticketId: number
  version: number
  /** The mails of the case, the newest last. */
  mailIds: readonly number[]
  claims: readonly StrikableClaim[]
}

/** What the desk read in a case, to be struck, and words that it did not read, to be marked. */
export function CorrectClaims({ ticketId, version, mailIds, claims }: Correctable) {
  const words = useWords(correctClaimsWords)
  const retold = useRetold()
  const fetcher = useFetcher<{ refusal: string | null }>()
  const field = useRef<HTMLInputElement>(null)
  const busy = fetcher.state === 'idle' ? null : '…'
  const action = `/tickets/${ticketId}/claims`
  const takeSelection = () => {
    const selected = String(document.getSelection() ?? '').trim()
    if (field.current && selected !== '') field.current.value = selected.slice(0, longestMark)
    field.current?.focus()
  }
  const fold = useRef<HTMLDetailsElement>(null)
  useKeys({
    h: () => {
      if (fold.current) fold.current.open = true
      takeSelection()
    },
  })
  return (
    <details ref={fold} className="group mx-5 border-line border-b">
      <summary className="-mx-2 flex list-none items-center gap-2 rounded-sm px-2 py-2.5 text-ink-2 hover:bg-sunk [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-4 transition-transform group-open:rotate-90" />
        {words.open}
      </summary>
      <div className="grid gap-4 pt-1 pb-4">
        <p className="text-ink-3 text-sm">{words.intro}</p>
        {fetcher.data?.refusal && (
          <Notice tone="against" live>
            {retold(fetcher.data.refusal)}
          </Notice>
        )}
        <fetcher.Form method="post" action={action} className="grid gap-3">
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="mail" value={mailIds.join(' ')} />
          <SelectField label={words.kind} name="kind" defaultValue="nickname">
            {markableKinds.map((kind) => (
              <option key={kind} value={kind}>
                {words.kinds[kind]}
              </option>
            ))}
          </SelectField>
          <Field ref={field} label={words.words} name="words" maxLength={longestMark} autoComplete="off" required />
          <div className="flex flex-wrap gap-2">
            <Button
              kind="quiet"
              icon={TextSelect}
              onMouseDown={(event) => event.preventDefault()}
              onClick={takeSelection}
            >
              {words.useSelection}
            </Button>
            <Button type="submit" name="act" value="mark" icon={Highlighter} disabledBecause={busy}>
              {words.mark}
            </Button>
          </div>
        </fetcher.Form>
        <div className="grid gap-1">
          <h3 className="font-semibold text-ink-2 text-sm">{words.read}</h3>
          {claims.length === 0 && <p className="text-ink-3 text-sm">{words.none}</p>}
          <ul className="divide-y divide-line">
            {claims.map(({ id, kind, raw, byAgent }) => (
              <li key={id} className="flex items-center gap-2 py-1">
                <span className="min-w-0 flex-1 break-words">
                  <span className="text-ink-3 text-sm">{words.kinds[kind]}</span> {raw}
                </span>
                {byAgent && <Chip>{words.byAgent}</Chip>}
                {kind !== 'secret_sent' && (
                  <fetcher.Form method="post" action={action}>
                    <input type="hidden" name="version" value={version} />
                    <input type="hidden" name="claim" value={id} />
                    <Button
                      type="submit"
                      name="act"
                      value="strike"
                      kind="quiet"
                      disabledBecause={busy}
                      aria-label={words.strikeOne(words.kinds[kind], raw)}
                    >
                      {words.strike}
                    </Button>
                  </fetcher.Form>
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </details>
  )
}
