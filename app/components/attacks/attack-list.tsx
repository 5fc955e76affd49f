import { Link } from '@remix-run/react'
import { type Attack, type AttackKind, casesOf } from '#app/attacks/attack.ts'
import { groupDigits } from '#app/components/figures.ts'
import { joins } from '#app/components/joins.ts'
import { useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { Chip } from '#app/components/ui/chip.tsx'
import { attacksWords } from './attacks-words.ts'

/** The findings of one kind, the largest first; each is a way to its cases. */
export function AttackList({ kind, attacks }: { kind: AttackKind; attacks: readonly Attack[] }) {
  const words = useWords(attacksWords)
  const { comma } = useWords(joins)
  const moments = useMoments()
  return (
    <section aria-labelledby={kind} className="grid gap-1">
      <h2 id={kind} className="font-semibold text-lg">
        {words.kinds[kind]}
      </h2>
      <p className="max-w-prose text-ink-3 text-sm">{words.why[kind]}</p>
      <ul className="mt-1 divide-y divide-line rounded-md border border-line">
        {attacks.map((attack) => (
          <li key={attack.common}>
            <Link to={casesOf(attack)} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 hover:bg-sunk">
              <span className="min-w-0 break-all font-semibold">{common(kind, attack.common, words)}</span>
              <Chip tone="warn">{words.counts[kind](attack.count)}</Chip>
              {attack.stopped > 0 && <Chip tone="against">{words.stopped(attack.stopped)}</Chip>}
              <span className="text-ink-3 text-sm max-sm:w-full sm:ml-auto">
                {kind !== 'friend_spray' && words.cases(attack.cases) + comma}
                {words.last(moments.day(attack.lastAt))}
                {attack.stopEndsAt && comma + words.stoppedUntil(moments.day(attack.stopEndsAt))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the cases have in common: a case, an account, or an address. */
function common(kind: AttackKind, common: string, words: (typeof attacksWords)['en']): string {
  if (kind === 'friend_spray') return words.caseNumber(common)
  return /^[0-9]+$/.test(common) ? groupDigits(common) : common
}
