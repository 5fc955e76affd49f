import { Link } from '@remix-run/react'
import { ScrollText } from 'lucide-react'
import { useWords } from '#app/components/language.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { auditWords } from './audit-words.ts'

const lists = [
  { name: 'decisions', to: '/audit?list=decisions' },
  { name: 'entries', to: '/audit?list=entries' },
  { name: 'reads', to: '/audit/reads?' },
] as const

type Name = (typeof lists)[number]['name']

/**
 * The three lists of the audit, each over the same search.
 *
 * @param query what is searched for
 */
export function AuditLists({ here, query }: { here: Name; query: string }) {
  const words = useWords(auditWords)
  const kept = new URLSearchParams(query)
  kept.delete('list')
  return (
    <nav aria-label={words.lists} className="flex gap-4 border-line border-b px-4 text-sm">
      {lists.map(({ name, to }) => (
        <Link
          key={name}
          to={kept.size > 0 ? `${to}&${kept}` : to}
          {...(name === here ? { 'aria-current': 'page' as const } : {})}
          className={classNames(
            '-mb-px border-b-2 py-2',
            name === here ? 'border-ink font-semibold text-ink' : 'border-transparent text-ink-3 hover:text-ink',
          )}
        >
          {words.listNames[name]}
        </Link>
      ))}
    </nav>
  )
}

/** In place of an empty list: that nothing was done yet, or that nothing fits, and the way back to everything. */
export function NothingFits({ here, query }: { here: 'decisions' | 'entries'; query: string }) {
  const words = useWords(auditWords)
  const asked = new URLSearchParams(query)
  asked.delete('list')
  const narrowed = asked.size > 0
  return (
    // Below its tabs, not in the middle of the pane, which is taller than what is seen.
    <div>
      <EmptyState
        icon={ScrollText}
        title={words.nothing}
        action={
          narrowed && (
            <Link to={`/audit?list=${here}`} className="font-semibold text-accent">
              {words.showAll}
            </Link>
          )
        }
      >
        {here === 'entries' ? words.noEntry : narrowed ? words.noDecision : words.noneYet}
      </EmptyState>
    </div>
  )
}
