import { type ActionFunctionArgs, data, type MetaFunction } from '@remix-run/node'
import { MousePointerClick } from 'lucide-react'
import { useShownKeys } from '#app/components/keys.ts'
import { languageOf, useWords } from '#app/components/language.tsx'
import { titleOf } from '#app/components/queue/queue-list.tsx'
import { queueWords } from '#app/components/queue/queue-words.ts'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { actInBulk } from '#app/decisions/bulk.server.ts'
import { decisionKeys } from '#app/decisions/decision-keys.server.ts'
import type { Person } from '#app/staff/person.ts'
import { setPreferences } from '#app/staff/preferences.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { readFilter } from '#app/tickets/queue.ts'
import { type QueueCommand, readQueueCommand } from '#app/tickets/queue-command.ts'
import { deleteView, renameView, saveView } from '#app/tickets/views.server.ts'
import { type SavedView, viewOf } from '#app/tickets/views.ts'

export const meta: MetaFunction = ({ location, matches }) => {
  const words = queueWords[languageOf(matches)]
  const filter = readFilter(new URLSearchParams(location.search))
  const list = matches.find(({ id }) => id === 'routes/_desk._list')?.data as { views?: SavedView[] } | undefined
  const name = viewOf(list?.views ?? [], filter)?.name ?? titleOf(filter, words)
  return [{ title: `${name} · Latchkey` }]
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const command = readQueueCommand([...(await request.formData())])
  const now = new Date()
  switch (command?.intent) {
    case 'act':
      return actInBulk(webDb(), { ...command, person, now, keys: decisionKeys(webEnv()) })
    case 'layout':
      await setPreferences(webDb(), { staffId: person.id, preferences: command.layout })
      return { refusal: null }
    case 'save view':
    case 'rename view':
    case 'delete view': {
      const settled = await settleView(command, person, now)
      return 'refusal' in settled ? data({ refusal: settled.refusal }, { status: 409 }) : { refusal: null }
    }
    default:
      throw new Response('This form is not one of ours.', { status: 400 })
  }
}

type ViewCommand = Extract<QueueCommand, { intent: `${string} view` }>

function settleView(command: ViewCommand, person: Person, now: Date) {
  if (command.intent === 'save view') return saveView(webDb(), { ...command, person, now })
  const asked = { id: command.view, person, now }
  return command.intent === 'delete view'
    ? deleteView(webDb(), asked)
    : renameView(webDb(), { ...asked, name: command.name })
}

export default function NothingOpen() {
  const words = useWords(queueWords)
  return (
    <section aria-label={words.case} className="h-full bg-pane">
      <EmptyState icon={MousePointerClick} title={words.noneOpen}>
        {useShownKeys('j') ? words.noneOpenKeys : words.noneOpenHint}
      </EmptyState>
    </section>
  )
}
