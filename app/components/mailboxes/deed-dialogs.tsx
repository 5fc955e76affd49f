import { Form, useNavigation } from '@remix-run/react'
import { History, Pause, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import type { MailboxView } from '#app/mailboxes/mailbox-view.ts'
import { mailboxWords } from './mailbox-words.ts'

type Question = 'pause' | 'backfill' | null

/** What can be done with a mailbox; what has an effect that is not plain asks first. */
export function MailboxDeeds({
  mailbox,
  today,
  badDay,
}: {
  mailbox: MailboxView
  /** As a date field wants it. */
  today: string
  /** The answer that the day asked for is none; a new one at each try. */
  badDay: object | null
}) {
  const words = useWords(mailboxWords)
  const [asking, ask] = useState<Question>(null)
  const { state } = useNavigation()
  // The question closes when its answer is there; a refused one stays open.
  useEffect(() => {
    if (state === 'loading') ask(null)
  }, [state])
  useEffect(() => {
    if (badDay) ask('backfill')
  }, [badDay])
  const close = () => ask(null)
  return (
    <div className="flex flex-wrap gap-2">
      {mailbox.state !== 'active' && (
        <Form method="post">
          <Button type="submit" name="act" value="resume" kind="go" icon={Play}>
            {mailbox.read ? words.resume : words.start}
          </Button>
        </Form>
      )}
      {mailbox.state !== 'paused' && (
        <Button icon={Pause} onClick={() => ask('pause')}>
          {words.pause}
        </Button>
      )}
      <Button icon={History} onClick={() => ask('backfill')}>
        {words.backfill}
      </Button>
      <Dialog open={asking === 'pause'} onClose={close} title={words.pauseTitle}>
        <Form method="post" className="grid gap-4">
          <p className="text-ink-2">{words.pauseEffect}</p>
          <Field name="reason" label={words.pauseReason} maxLength={200} autoComplete="off" />
          <Choice submit={words.pause} act="pause" cancel={words.cancel} onCancel={close} />
        </Form>
      </Dialog>
      <Dialog open={asking === 'backfill'} onClose={close} title={words.backfillTitle}>
        <Form method="post" className="grid gap-4">
          <p className="text-ink-2">{words.backfillEffect}</p>
          <Field
            name="since"
            type="date"
            max={today}
            label={words.backfillFrom}
            fault={badDay !== null ? words.backfillBadDay : null}
          />
          <label className="flex items-center gap-2.5">
            <input type="checkbox" name="all" className="size-4 accent-accent" />
            {words.backfillAll}
          </label>
          {mailbox.backfill && <Notice>{words.backfillInstead}</Notice>}
          <Choice submit={words.backfill} act="backfill" cancel={words.cancel} onCancel={close} />
        </Form>
      </Dialog>
    </div>
  )
}

function Choice(given: { submit: string; act: string; cancel: string; onCancel: () => void }) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button kind="quiet" onClick={given.onCancel}>
        {given.cancel}
      </Button>
      <Button type="submit" name="act" value={given.act} kind="go">
        {given.submit}
      </Button>
    </div>
  )
}
