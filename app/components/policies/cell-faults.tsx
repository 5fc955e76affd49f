import type { MouseEvent } from 'react'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import type { Policy } from '#app/evidence/policy.ts'
import type { Fault } from '#app/evidence/policy-faults.ts'
import { faultId } from './cell-field.tsx'
import { sayFault } from './fault-words.ts'
import { namePlaces } from './place-names.ts'
import { policiesWords } from './policies-words.ts'

/** How many faults are named over the form; each is also told at its place. */
const mostNamed = 10

/** What keeps a policy from being tried, over the form: each fault leads to its place. */
export function CellFaults({ faults, policy }: { faults: readonly Fault[]; policy: Pick<Policy, 'sender' | 'facts'> }) {
  const words = useWords(policiesWords)
  const language = useLanguage()
  const names = namePlaces(language, policy)
  return (
    <Notice tone="against" live>
      <p>{words.faults(faults.length)}</p>
      <ul className="mt-1 grid gap-0.5">
        {faults.slice(0, mostNamed).map(({ cell, fault }) => (
          <li key={cell + fault}>
            <a href={`#${faultId(cell)}`} onClick={(event) => show(event, cell)} className="underline">
              {names.whole(cell)}
            </a>
            {words.faultIs(sayFault(fault, language, names))}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Goes there by hand: to follow the link would be a navigation, and what was answered would be gone. */
function show(event: MouseEvent, cell: string): void {
  const at = document.getElementById(cell) ?? document.getElementById(faultId(cell))
  if (!at) return
  event.preventDefault()
  at.closest('details')?.setAttribute('open', '')
  at.scrollIntoView({ block: 'center' })
  at.focus({ preventScroll: true })
}
