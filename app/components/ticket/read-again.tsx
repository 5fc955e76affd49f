import { useFetcher, useRouteLoaderData } from '@remix-run/react'
import { useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button } from '#app/components/ui/button.tsx'
import { SelectField } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { offeredCharsets } from '#app/mail/charset.ts'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { readAgainWords } from './read-again-words.ts'

type Answer = { refusal: string } | { used: true } | { charset: string; subject: string; text: string }

/** A mail whose charset is labelled wrong, read in another: to look at, and to take for what it says. */
export function ReadAgain({ mailId }: { mailId: number }) {
  const words = useWords(readAgainWords)
  const page = useRouteLoaderData<{ ticket: { version: number }; person: Person }>('routes/_desk._list.tickets.$number')
  if (!page || !may(page.person.role, 'decide')) return null
  return (
    <details className="mt-4 border-line border-t pt-3 text-sm">
      <summary className="w-fit rounded-sm text-ink-3 hover:text-ink">{words.title}</summary>
      <Form mailId={mailId} version={page.ticket.version} />
    </details>
  )
}

function Form({ mailId, version }: { mailId: number; version: number }) {
  const words = useWords(readAgainWords)
  const retold = useRetold()
  const shown = useFetcher<Answer>()
  const adopted = useFetcher<Answer>()
  const action = `/messages/${mailId}/read-again`
  const reading = shown.data && 'text' in shown.data ? shown.data : null
  const refusal = [shown.data, adopted.data].find((answer) => answer && 'refusal' in answer)
  return (
    <div className="mt-3 grid gap-3">
      <shown.Form method="post" action={action} className="flex items-end gap-2">
        <SelectField label={words.charset} name="charset" defaultValue="gb18030">
          {offeredCharsets.map((charset) => (
            <option key={charset}>{charset}</option>
          ))}
        </SelectField>
        <Button type="submit" disabledBecause={shown.state === 'idle' ? null : words.reading}>
          {words.show}
        </Button>
      </shown.Form>
      {refusal && 'refusal' in refusal && (
        <Notice tone="warn" live>
          {retold(refusal.refusal)}
        </Notice>
      )}
      {reading && (
        <section
          aria-label={words.result(reading.charset)}
          className="grid gap-2 rounded-md border border-line bg-bg p-3"
        >
          <h3 className="font-semibold text-ink-2">{words.result(reading.charset)}</h3>
          <p className="break-words font-semibold">{reading.subject || words.noSubject}</p>
          <p className="max-h-[50vh] overflow-auto whitespace-pre-wrap break-words text-read [overflow-wrap:anywhere]">
            {reading.text}
          </p>
          <adopted.Form method="post" action={action} className="grid gap-2 border-line border-t pt-3">
            <input type="hidden" name="intent" value="use" />
            <input type="hidden" name="charset" value={reading.charset} />
            <input type="hidden" name="version" value={version} />
            <p className="text-ink-2">{words.effect}</p>
            <div>
              <Button type="submit" disabledBecause={adopted.state === 'idle' ? null : words.using}>
                {words.use}
              </Button>
            </div>
          </adopted.Form>
        </section>
      )}
      {adopted.data && 'used' in adopted.data && adopted.state === 'idle' && (
        <Notice tone="for" live>
          {words.used}
        </Notice>
      )}
    </div>
  )
}
