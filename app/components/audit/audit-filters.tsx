import { Button } from '#app/components/ui/button.tsx'
import { Field, SelectField } from '#app/components/ui/field.tsx'

/** What the audit is searched by; what is chosen is in the URL. */
export function AuditFilters({
  query,
  people,
}: {
  query: URLSearchParams
  people: readonly { id: string; name: string }[]
}) {
  const value = (name: string) => query.get(name) ?? ''
  return (
    // Drawn anew when the URL changes: the fields show what the list shows.
    <form
      key={query.toString()}
      method="get"
      action="/audit"
      aria-label="Search the audit"
      className="grid grid-cols-2 items-end gap-2 [&>div]:min-w-0 [&_:is(input,select)]:h-10 [&_input]:min-w-0 border-line border-b px-4 py-3 lg:grid-cols-[repeat(5,minmax(0,1fr))_auto]"
    >
      <input type="hidden" name="list" value={value('list')} />
      <SelectField label="Person" name="person" defaultValue={value('person')}>
        <option value="">Everybody</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field label="Account" name="account" inputMode="numeric" defaultValue={value('account')} maxLength={40} />
      <Field label="Case" name="ticket" inputMode="numeric" defaultValue={value('ticket')} maxLength={20} />
      <Field label="From (UTC)" name="from" type="date" defaultValue={value('from')} />
      <Field label="Until" name="until" type="date" defaultValue={value('until')} />
      <Button type="submit">Show</Button>
    </form>
  )
}
