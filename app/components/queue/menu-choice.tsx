import { Link } from '@remix-run/react'
import { Check } from 'lucide-react'
import { menuItem } from '#app/components/ui/menu.tsx'

/** One of several ways to show the list, in a menu. */
export function MenuChoice({ to, chosen, children }: { to: string; chosen: boolean; children: string }) {
  return (
    <Link to={to} data-item {...(chosen ? { 'aria-current': 'true' as const } : {})} className={menuItem}>
      <Check aria-hidden="true" className={chosen ? 'size-4 shrink-0' : 'invisible size-4 shrink-0'} />
      <span className="truncate">{children}</span>
    </Link>
  )
}
