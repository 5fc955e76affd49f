import type { Db } from '#app/db/db.server.ts'
import { type AskTestRefusal, askConnectionTest } from './connection-tests.server.ts'
import { readMailboxForm, readRetention, typedWithoutSecrets } from './mailbox-form.ts'
import type { FormFaults } from './mailbox-settings.ts'
import { type MailboxView, readBackfillDay } from './mailbox-view.ts'
import { askBackfill, changeMailbox, pauseMailbox, resumeMailbox } from './manage-mailboxes.server.ts'

/** What became of a deed: done, a form with faults, or refused as it stands. */
export type MailboxOutcome =
  | { done: 'kept' | 'unchanged' | 'pausedNow' | 'started' | 'asked' | 'testAsked' }
  | { form: 'save' | 'retention' | 'backfill'; typed: Record<string, string>; faults: FormFaults }
  | { refused: 'quicker' | AskTestRefusal }

type Given = {
  mailbox: MailboxView
  /** As they were posted; `act` says which deed. */
  fields: Readonly<Record<string, FormDataEntryValue>>
  fromEnvironment: boolean
  key: Uint8Array
  staffId: string
  now: Date
}

/** Does to a mailbox what its page was asked for. Throws 400 where that is nothing it knows. */
export async function doMailboxDeed(db: Db, given: Given): Promise<MailboxOutcome> {
  const deed = deeds[String(given.fields['act'])]
  if (!deed) throw new Response('There is no such deed.', { status: 400 })
  return deed(db, given)
}

const deeds: Readonly<Record<string, (db: Db, given: Given) => Promise<MailboxOutcome>>> = {
  async save(db, { mailbox, fields, fromEnvironment, ...rest }) {
    // The next start of the reader would write over it.
    if (fromEnvironment) return { refused: 'quicker' }
    const typed = typedWithoutSecrets(fields)
    const read = readMailboxForm(fields, mailbox)
    if ('faults' in read) return { form: 'save', typed, faults: read.faults }
    const changed = await changeMailbox(db, { id: mailbox.id, before: mailbox.settings, ...read, ...rest })
    if ('faults' in changed) return { form: 'save', typed, faults: changed.faults }
    return { done: changed.changed ? 'kept' : 'unchanged' }
  },

  async retention(db, { mailbox: { id, settings }, fields, key, staffId, now }) {
    const typed = typedWithoutSecrets(fields)
    const retentionDays = readRetention(typed['retentionDays'] ?? '')
    if (retentionDays === undefined) return { form: 'retention', typed, faults: { retentionDays: 'retention' } }
    const after = { ...settings, retentionDays }
    const deed = { id, before: settings, settings: after, secret: null, key, staffId, now }
    const changed = await changeMailbox(db, deed)
    return { done: 'changed' in changed && changed.changed ? 'kept' : 'unchanged' }
  },

  async pause(db, { mailbox: { id }, fields, staffId, now }) {
    const paused = await pauseMailbox(db, { id, reason: String(fields['reason'] ?? ''), staffId, now })
    return paused ? { done: 'pausedNow' } : { refused: 'quicker' }
  },

  async resume(db, { mailbox: { id }, staffId, now }) {
    return (await resumeMailbox(db, { id, staffId, now })) ? { done: 'started' } : { refused: 'quicker' }
  },

  async backfill(db, { mailbox: { id }, fields, staffId, now }) {
    const since = fields['all'] === 'on' ? 'all' : readBackfillDay(String(fields['since'] ?? ''), now)
    if (since === null) return { form: 'backfill', typed: typedWithoutSecrets(fields), faults: {} }
    await askBackfill(db, { id, since, staffId, now })
    return { done: 'asked' }
  },

  async test(db, { mailbox: { id: mailboxId }, staffId, now }) {
    const asked = await askConnectionTest(db, { mailboxId, staffId, now })
    return 'refusal' in asked ? { refused: asked.refusal } : { done: 'testAsked' }
  },
}
