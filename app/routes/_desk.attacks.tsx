import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ShieldCheck } from 'lucide-react'
import { attackKinds } from '#app/attacks/attack.ts'
import { findAttacks } from '#app/attacks/attacks.server.ts'
import { AttackList } from '#app/components/attacks/attack-list.tsx'
import { attacksWords } from '#app/components/attacks/attacks-words.ts'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: `${attacksWords[languageOf(matches)].title} · Latchkey` }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request, 'oversee')
  return { attacks: await findAttacks(webDb(), new Date()) }
}

export default function Attacks() {
  const { attacks } = useLoaderData<typeof loader>()
  const words = useWords(attacksWords)
  const found = attackKinds.filter((kind) => attacks[kind].length > 0)
  return (
    <Pane lit bar={<Bar title={words.title} />}>
      {found.length === 0 ? (
        <EmptyState icon={ShieldCheck} title={words.none}>
          {words.noneWhy}
        </EmptyState>
      ) : (
        <div className="mx-auto grid max-w-240 gap-7 px-4 py-4">
          <p className="max-w-prose text-ink-2">{words.intro}</p>
          {found.map((kind) => (
            <AttackList key={kind} kind={kind} attacks={attacks[kind]} />
          ))}
        </div>
      )}
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
