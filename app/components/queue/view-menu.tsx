import { Link, useFetcher } from '@remix-run/react'
import { Columns3, Download, List, Save, SlidersHorizontal, Table2 } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { later } from '#app/components/later.tsx'
import { Menu, MenuButton, MenuTitle, menuItem } from '#app/components/ui/menu.tsx'
import { type QueueFilter, sortsOf, writeFilter } from '#app/tickets/queue.ts'
import type { TableColumn } from '#app/tickets/table-columns.ts'
import type { SavedView } from '#app/tickets/views.ts'
import { MenuChoice } from './menu-choice.tsx'
import { queueWords } from './queue-words.ts'

const ColumnsDialog = later(() => import('./columns-dialog.tsx').then(({ ColumnsDialog }) => ColumnsDialog))
const DeletedView = later(() => import('./deleted-view.tsx').then(({ DeletedView }) => DeletedView))
const NameViewDialog = later(() => import('./name-view-dialog.tsx').then(({ NameViewDialog }) => NameViewDialog))
const ViewHands = later(() => import('./view-hands.tsx').then(({ ViewHands }) => ViewHands))

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
  const [asked, ask] = useState<'save' | 'columns' | SavedView | null>(null)
  const [deleted, tell] = useState<SavedView | null>(null)
  const { submit, data, state } = useFetcher<{ refusal: string | null }>()
  const drop = (view: SavedView) => {
    tell(view)
    submit({ intent: 'delete view', view: view.id }, { method: 'post', action: '/queue?index' })
  }
  const to = (change: Partial<QueueFilter>) => `/queue${writeFilter({ ...filter, ...change })}`
  const lists = [
    { title: words.myViews, of: views.filter(({ shared }) => !shared), theirs: true },
    { title: words.teamViews, of: views.filter(({ shared }) => shared), theirs: mayShare },
  ].filter(({ of }) => of.length > 0)
  return (
    <>
      <Menu label={words.view} icon={SlidersHorizontal}>
        {lists.map(({ title, of, theirs }) => (
          <div key={title}>
            <MenuTitle>{title}</MenuTitle>
            {of.map((view) => (
              <div key={view.id} className="flex items-center pr-2">
                <Link to={`/queue${view.query}`} data-item className={menuItem}>
                  <span className="truncate">{view.name}</span>
                </Link>
                {theirs && <ViewHands name={view.name} onRename={() => ask(view)} onDelete={() => drop(view)} />}
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
              <MenuChoice key={sort} to={to({ sort })} chosen={filter.sort === sort}>
                {words.sorts[sort]}
              </MenuChoice>
            ))}
          </>
        )}
        <hr className="my-1 border-line" />
        <MenuChoice
          to={to({ group: filter.group === 'account' ? 'none' : 'account' })}
          chosen={filter.group === 'account'}
        >
          {words.group}
        </MenuChoice>
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
      {asked !== null && asked !== 'columns' && (
        <NameViewDialog
          view={asked === 'save' ? null : asked}
          query={queryOf(filter, layout)}
          mayShare={mayShare}
          onClose={() => ask(null)}
        />
      )}
      {deleted && data && state === 'idle' && (
        <DeletedView key={deleted.id} view={deleted} refusal={data.refusal} onEnd={() => tell(null)} />
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

/** A view keeps the filter, and where it is a table its columns. */
function queryOf(filter: QueueFilter, layout: Layout): string {
  const query = new URLSearchParams(writeFilter(filter))
  if (layout.table) query.set('columns', layout.columns.join())
  return query.size > 0 ? `?${query}` : ''
}
