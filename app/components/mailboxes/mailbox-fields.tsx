import { Form, useNavigation } from '@remix-run/react'
import { ExternalLink } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Field, SelectField, TextArea } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import {
  authentications,
  type FormFaults,
  type FormField,
  type MailboxSettings,
  type secretFields,
  securities,
} from '#app/mailboxes/mailbox-settings.ts'
import { type PresetName, presets } from '#app/mailboxes/presets.ts'
import { formWords } from './form-words.ts'

/** What was posted and not taken; without the secrets. */
export type FormAnswer = { faults: FormFaults; typed: Readonly<Record<string, string>> }

type Given = {
  preset: PresetName
  /** What the fields hold at first. */
  settings: Partial<MailboxSettings>
  answer: FormAnswer | null
  /** A mailbox that is changed keeps its secret where the field stays empty; one that was read keeps its place. */
  known: { read: boolean } | null
}

/** The fields of a mailbox. After a refusal they hold what was typed, all but the secret. */
export function MailboxFields({ preset, settings, answer, known }: Given) {
  const words = useWords(formWords)
  const form = useRef<HTMLFormElement>(null)
  const [authentication, setAuthentication] = useState(
    answer?.typed['authentication'] ?? settings.authentication ?? 'password',
  )
  const [security, setSecurity] = useState(answer?.typed['security'] ?? settings.security ?? 'tls')
  const busy = useNavigation().formMethod === 'POST'
  useEffect(() => {
    if (!answer) return
    for (const field of form.current?.querySelectorAll<HTMLInputElement>('input[type="password"]') ?? [])
      field.value = ''
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [answer])

  const faults = answer?.faults ?? {}
  const field = (name: FormField) => ({
    name,
    id: `mailbox-${name}`,
    label: words[name as 'host'],
    defaultValue: answer?.typed[name] ?? String(settings[name as keyof MailboxSettings] ?? ''),
    fault: faults[name] && words.faults[faults[name]],
  })
  const secret = (name: (typeof secretFields)[number]) => ({
    ...field(name),
    type: 'password',
    autoComplete: 'off',
    spellCheck: false,
    defaultValue: '',
  })
  const keep = known ? words.keepHint : undefined
  const oauth = authentication === 'oauth'
  const fixed = known?.read ?? false
  const inMore = (['pollSeconds', 'retentionDays', 'ca'] as const).some((name) => faults[name])
  return (
    <Form ref={form} method="post" className="grid gap-6" noValidate>
      <input type="hidden" name="act" value="save" />
      {Object.keys(faults).length > 0 && (
        <Notice tone="against" live>
          {words.faultsTitle(Object.keys(faults).length)} {words.faultsSecret}
        </Notice>
      )}
      <Part title={words.server}>
        <Field {...field('address')} type="email" autoComplete="off" hint={words.addressHint} />
        {fixed ? (
          <p className="text-ink-3 text-sm">{words.placeFixed}</p>
        ) : (
          <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_7rem]">
            <Field {...field('host')} autoComplete="off" spellCheck={false} hint={words.hostHint} />
            <Field {...field('port')} inputMode="numeric" autoComplete="off" />
          </div>
        )}
        <SelectField
          {...field('security')}
          defaultValue={security}
          onChange={(event) => setSecurity(event.target.value)}
          hint={security === 'none' ? words.securityHint : undefined}
        >
          {securities.map((one) => (
            <option key={one} value={one}>
              {words.securities[one]}
            </option>
          ))}
        </SelectField>
      </Part>
      <Part title={words.signIn}>
        {presets[preset].help !== null && (
          <Notice tone="accent">
            <p className="font-semibold">{words.firstTitle}</p>
            <p className="mt-1 font-normal">{words.first[preset]}</p>
            <a
              href={presets[preset].help}
              target="_blank"
              rel="noreferrer"
              className="mt-1 inline-flex items-center gap-1 underline underline-offset-2"
            >
              {words.help}
              <ExternalLink aria-hidden="true" className="size-3.5" />
            </a>
          </Notice>
        )}
        {!fixed && <Field {...field('username')} autoComplete="off" spellCheck={false} />}
        <SelectField
          {...field('authentication')}
          defaultValue={authentication}
          onChange={(event) => setAuthentication(event.target.value)}
        >
          {authentications.map((one) => (
            <option key={one} value={one}>
              {words.authentications[one]}
            </option>
          ))}
        </SelectField>
        {oauth ? (
          <>
            <Field {...field('tokenUrl')} type="url" autoComplete="off" spellCheck={false} />
            <Field {...field('clientId')} autoComplete="off" spellCheck={false} />
            <Field {...secret('clientSecret')} hint={words.clientSecretHint} />
            <Field {...secret('refreshToken')} hint={keep} />
          </>
        ) : (
          <Field {...secret('password')} hint={keep} />
        )}
      </Part>
      <Part title={words.reading}>
        {!fixed && <Field {...field('folder')} autoComplete="off" spellCheck={false} />}
        <details open={inMore} className="group">
          <summary className="w-fit rounded-sm font-semibold text-accent text-sm">{words.more}</summary>
          <div className="mt-3 grid gap-4">
            <Field {...field('pollSeconds')} inputMode="numeric" autoComplete="off" hint={words.pollHint} />
            <Field {...field('retentionDays')} inputMode="numeric" autoComplete="off" hint={words.retentionHint} />
            <TextArea {...field('ca')} spellCheck={false} hint={words.caHint} />
          </div>
        </details>
      </Part>
      <div>
        <Button type="submit" kind="go" aria-busy={busy}>
          {known ? words.saveSubmit : words.addSubmit}
        </Button>
      </div>
    </Form>
  )
}

/** The one setting that a mailbox of the environment has here. */
export function RetentionField({ days, answer }: { days: number | null; answer: FormAnswer | null }) {
  const words = useWords(formWords)
  return (
    <Form method="post" className="grid gap-4" noValidate>
      <Field
        name="retentionDays"
        label={words.retentionDays}
        hint={words.retentionHint}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={answer?.typed['retentionDays'] ?? String(days ?? '')}
        fault={answer ? words.faults.retention : null}
      />
      <div>
        <Button type="submit" name="act" value="retention">
          {words.saveSubmit}
        </Button>
      </div>
    </Form>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-3 font-semibold text-ink text-lg">{title}</legend>
      <div className="grid gap-4">{children}</div>
    </fieldset>
  )
}
