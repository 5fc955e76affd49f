import { Form } from '@remix-run/react'
import { FileText, RotateCw } from 'lucide-react'
import { Stamp } from '#app/components/audit/stamp.tsx'
import { formatSize } from '#app/components/figures.ts'
import { useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { failedMailsWords } from './failed-mails-words.ts'

export type FailedMailView = {
  id: number
  arrivedAt: Date
  /** In bytes; null where nothing of it came. */
  size: number | null
  failedStep: string | null
  reason: string
  attempts: number
  refetchAsked: boolean
}

/** A mail that could not be read: why, and what can be done with it. */
export function FailedItem({ mail }: { mail: FailedMailView }) {
  const words = useWords(failedMailsWords)
  const retold = useRetold()
  const { id, arrivedAt, size, failedStep, reason, attempts, refetchAsked } = mail
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="break-words font-semibold">{retold(reason)}</p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-sm">
          {failedStep && <Chip tone="against">{stepIn(words.steps, failedStep)}</Chip>}
          {refetchAsked && <Chip tone="accent">{words.asked}</Chip>}
          <span>
            {words.mailArrived(String(id))} <Stamp at={arrivedAt} />
          </span>
          <span>{size === null ? words.nothingCame : formatSize(size)}</span>
          <span>{words.tried(attempts)}</span>
        </p>
      </div>
      <div className="flex gap-2">
        {size !== null && (
          <ButtonLink
            to={`/failed-mails/${id}/raw`}
            kind="quiet"
            icon={FileText}
            reloadDocument
            target="_blank"
            aria-label={words.readOne(String(id))}
          >
            {words.raw}
          </ButtonLink>
        )}
        {!refetchAsked && (
          <Form method="post">
            <Button type="submit" name="mail" value={String(id)} icon={RotateCw} aria-label={words.runOne(String(id))}>
              {words.run}
            </Button>
          </Form>
        )}
      </div>
    </li>
  )
}

function stepIn(steps: Readonly<Record<string, string>>, step: string): string {
  return Object.hasOwn(steps, step) ? (steps[step] ?? step) : step
}
