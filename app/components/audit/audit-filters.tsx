import { useWords } from '#app/components/language.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Field, SelectField } from '#app/components/ui/field.tsx'
import { auditWords } from './audit-words.ts'

/** What the audit is searched by; what is chosen is in the URL. */
export function AuditFilters({
  query,
  people,
  action = '/audit',
}: {
  query: URLSearchParams
  /** The page that is searched. */
  action?: string
  people: readonly { id: string; name: string }[]
}) {
  const words = useWords(auditWords)
  const value = (name: string) => query.get(name) ?? ''
  return (
    // Drawn anew when the URL changes: the fields show what the list shows.
    <form
      key={query.toString()}
      method="get"
      action={action}
      aria-label={words.search}
      className="grid grid-cols-2 items-end gap-2 [&>div]:min-w-0 [&_:is(input,select,button)]:h-10 [&_input]:min-w-0 border-line border-b px-4 py-3 lg:grid-cols-[repeat(5,minmax(0,1fr))_auto]"
    >
      <input type="hidden" name="list" value={value('list')} />
      <SelectField label={words.person} name="person" defaultValue={value('person')}>
        <option value="">{words.everybody}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field label={words.account} name="account" inputMode="numeric" defaultValue={value('account')} maxLength={40} />
      <Field label={words.case} name="ticket" inputMode="numeric" defaultValue={value('ticket')} maxLength={20} />
      <Field label={words.from} name="from" type="date" defaultValue={value('from')} />
      <Field label={words.until} name="until" type="date" defaultValue={value('until')} />
      <Button type="submit">{words.show}</Button>
    </form>
  )
}
