import { Link, useFetcher } from '@remix-run/react'
import { Check, Columns3, Download, List, Save, SlidersHorizontal, Table2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { RetoldLater } from '#app/components/retold/retold-later.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Menu, MenuButton, MenuTitle, menuItem } from '#app/components/ui/menu.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { type QueueFilter, sortsOf, writeFilter } from '#app/tickets/queue.ts'
import type { TableColumn } from '#app/tickets/table-columns.ts'
import { longestViewName, type SavedView } from '#app/tickets/views.ts'
import { ColumnsDialog } from './columns-dialog.tsx'
import { queueWords } from './queue-words.ts'

export type Layout = { table: boolean; columns: readonly TableColumn[] }

type Given = {
  filter: QueueFilter
  layout: Layout
  onLayout: (layout: Layout) => void
  views: readonly SavedView[]
  mayShare: boolean
  mayExport: boolean
}

/** Order, grouping, table or list, columns, saved views, export: what is chosen now and then. */
export function ViewMenu({ filter, layout, onLayout, views, mayShare, mayExport }: Given) {
  const words = useWords(queueWords)
  const [asked, ask] = useState<'save' | 'columns' | null>(null)
  const { submit } = useFetcher()
  const to = (change: Partial<QueueFilter>) => `/queue${writeFilter({ ...filter, ...change })}`
  const lists = [
    { title: words.myViews, of: views.filter(({ shared }) => !shared), deletable: true },
    { title: words.teamViews, of: views.filter(({ shared }) => shared), deletable: mayShare },
  ].filter(({ of }) => of.length > 0)
  return (
    <>
      <Menu label={words.view} icon={SlidersHorizontal}>
        {lists.map(({ title, of, deletable }) => (
          <div key={title}>
            <MenuTitle>{title}</MenuTitle>
            {of.map(({ id, name, query }) => (
              <div key={id} className="group/view flex items-center">
                <Link to={`/queue${query}`} data-item className={menuItem}>
                  <span className="truncate">{name}</span>
                </Link>
                {deletable && (
                  <button
                    type="button"
                    data-item
                    title={words.deleteView(name)}
                    aria-label={words.deleteView(name)}
                    onClick={() =>
                      submit({ intent: 'delete view', view: id }, { method: 'post', action: '/queue?index' })
                    }
                    className="mr-2 rounded-sm p-1 text-ink-3 hover:text-against"
                  >
                    <Trash2 aria-hidden="true" className="size-3.5" />
                  </button>
                )}
              </div>
            ))}
          </div>
        ))}
        <MenuButton icon={Save} onClick={() => ask('save')}>
          {words.saveView}
        </MenuButton>
        <MenuTitle>{words.sort}</MenuTitle>
        {sortsOf(filter.view).map((sort) => (
          <Choice key={sort} to={to({ sort })} chosen={filter.sort === sort}>
            {words.sorts[sort]}
          </Choice>
        ))}
        <hr className="my-1 border-line" />
        <Choice to={to({ group: filter.group === 'account' ? 'none' : 'account' })} chosen={filter.group === 'account'}>
          {words.group}
        </Choice>
        <MenuButton
          icon={layout.table ? List : Table2}
          keys="V"
          onClick={() => onLayout({ ...layout, table: !layout.table })}
        >
          {layout.table ? words.list : words.table}
        </MenuButton>
        <MenuButton icon={Columns3} onClick={() => ask('columns')}>
          {words.columns}
        </MenuButton>
        {mayExport && (
          <Link
            to={`/queue.csv${writeFilter(filter)}`}
            reloadDocument
            data-item
            title={words.exportHint}
            className={menuItem}
          >
            <Download aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
            {words.export}
          </Link>
        )}
      </Menu>
      {asked === 'save' && (
        <Dialog open onClose={() => ask(null)} title={words.saveView}>
          <SaveView filter={filter} layout={layout} mayShare={mayShare} onClose={() => ask(null)} />
        </Dialog>
      )}
      {asked === 'columns' && (
        <Dialog open onClose={() => ask(null)} title={words.columnsTitle}>
          <ColumnsDialog
            columns={layout.columns}
            onSave={(columns) => {
              onLayout({ table: true, columns })
              ask(null)
            }}
            onClose={() => ask(null)}
          />
        </Dialog>
      )}
    </>
  )
}

function Choice({ to, chosen, children }: { to: string; chosen: boolean; children: string }) {
  return (
    <Link to={to} data-item {...(chosen ? { 'aria-current': 'true' as const } : {})} className={menuItem}>
      <Check aria-hidden="true" className={chosen ? 'size-4 shrink-0' : 'invisible size-4 shrink-0'} />
      {children}
    </Link>
  )
}

/** A view keeps the filter, and where it is a table its columns. */
function SaveView({
  filter,
  layout,
  mayShare,
  onClose,
}: Pick<Given, 'filter' | 'layout' | 'mayShare'> & { onClose: () => void }) {
  const words = useWords(queueWords)
  const fetcher = useFetcher<{ refusal: string | null }>()
  const query = new URLSearchParams(writeFilter(filter))
  if (layout.table) query.set('columns', layout.columns.join())
  if (fetcher.state !== 'submitting' && fetcher.data?.refusal === null) queueMicrotask(onClose)
  return (
    <fetcher.Form method="post" action="/queue?index" className="grid gap-4">
      <input type="hidden" name="intent" value="save view" />
      <input type="hidden" name="query" value={query.size > 0 ? `?${query}` : ''} />
      <Field name="name" label={words.viewName} required maxLength={longestViewName} autoComplete="off" />
      {mayShare && (
        <label className="flex items-center gap-2">
          <input type="checkbox" name="shared" value="yes" /> {words.viewShared}
        </label>
      )}
      {fetcher.data?.refusal && (
        <Notice tone="against">
          <RetoldLater sentence={fetcher.data.refusal} />
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button kind="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" kind="go">
          {words.save}
        </Button>
      </div>
    </fetcher.Form>
  )
}
