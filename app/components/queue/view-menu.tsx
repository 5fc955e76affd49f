import { Link, useFetcher } from '@remix-run/react'
import { Check, Columns3, Download, List, Save, SlidersHorizontal, Table2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { later } from '#app/components/later.tsx'
import { Menu, MenuButton, MenuTitle, menuItem } from '#app/components/ui/menu.tsx'
import { type QueueFilter, sortsOf, writeFilter } from '#app/tickets/queue.ts'
import type { TableColumn } from '#app/tickets/table-columns.ts'
import type { SavedView } from '#app/tickets/views.ts'
import { queueWords } from './queue-words.ts'

const ColumnsDialog = later(() => import('./columns-dialog.tsx').then(({ ColumnsDialog }) => ColumnsDialog))
const SaveViewDialog = later(() => import('./save-view-dialog.tsx').then(({ SaveViewDialog }) => SaveViewDialog))

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
        {/* A search has its own order, or the one that its words ask for. */}
        {filter.search === '' && (
          <>
            <MenuTitle>{words.sort}</MenuTitle>
            {sortsOf(filter.view).map((sort) => (
              <Choice key={sort} to={to({ sort })} chosen={filter.sort === sort}>
                {words.sorts[sort]}
              </Choice>
            ))}
          </>
        )}
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
        <SaveViewDialog query={queryOf(filter, layout)} mayShare={mayShare} onClose={() => ask(null)} />
      )}
      {asked === 'columns' && (
        <ColumnsDialog
          columns={layout.columns}
          onSave={(columns) => {
            onLayout({ table: true, columns })
            ask(null)
          }}
          onClose={() => ask(null)}
        />
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
function queryOf(filter: QueueFilter, layout: Layout): string {
  const query = new URLSearchParams(writeFilter(filter))
  if (layout.table) query.set('columns', layout.columns.join())
  return query.size > 0 ? `?${query}` : ''
}
