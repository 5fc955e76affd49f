import type { MetaFunction } from '@remix-run/node'
import { MousePointerClick } from 'lucide-react'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { Kbd } from '#app/components/ui/kbd.tsx'
import { filterTitle, readFilter } from '#app/tickets/queue.ts'

export const meta: MetaFunction = ({ location }) => [
  { title: `${filterTitle(readFilter(new URLSearchParams(location.search)))} · Latchkey` },
]

export default function NothingOpen() {
  return (
    <section aria-label="Case" className="h-full bg-pane">
      <EmptyState icon={MousePointerClick} title="No case is open">
        Choose one from the list. <Kbd keys="j" /> <Kbd keys="k" /> go along it, <Kbd keys="Enter" /> opens,{' '}
        <Kbd keys="?" /> shows every key.
      </EmptyState>
    </section>
  )
}
