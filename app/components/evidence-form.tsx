import type { ReactNode } from 'react'
import {
  type FormAnswers,
  type FormField,
  genderChoices,
  longestAnswer,
  longestStory,
  mailboxChoices,
} from '#app/self-service/evidence-form.ts'
import type { FormWords } from '#app/self-service/form-words.ts'
import { Field, SelectField, TextArea } from './ui/field.tsx'

/** The questions of the form “Tell us more”, the same for everybody; what was typed stays. */
export function EvidenceFormFields({ words, answers }: { words: FormWords; answers: FormAnswers | null }) {
  const of = (field: FormField) => ({
    name: field,
    label: words.fields[field],
    hint: words.hints[field],
    defaultValue: answers?.[field] ?? '',
    autoComplete: 'off',
  })
  const line = (field: FormField) => <Field {...of(field)} maxLength={longestAnswer} />
  return (
    <>
      <Group title={words.groups.account}>
        <Field {...of('account')} maxLength={longestAnswer} />
        <Field {...of('registeredEmail')} maxLength={longestAnswer} />
        <SelectField {...of('mailbox')}>
          {mailboxChoices.map((choice) => (
            <option key={choice} value={choice}>
              {words.mailboxChoices[choice]}
            </option>
          ))}
        </SelectField>
        {line('signedUp')}
      </Group>
      <Group title={words.groups.profile}>
        {line('realName')}
        {line('birthDate')}
        {line('nickname')}
        {line('formerNickname')}
        {line('city')}
        <SelectField {...of('gender')}>
          {genderChoices.map((choice) => (
            <option key={choice} value={choice}>
              {words.genderChoices[choice]}
            </option>
          ))}
        </SelectField>
        {line('phone')}
      </Group>
      <Group title={words.groups.friends}>
        <div className="sm:col-span-2">
          <TextArea {...of('friends')} maxLength={longestStory} />
        </div>
      </Group>
      <Group title={words.groups.secret}>
        {line('question1')}
        {line('answer1')}
        {line('question2')}
        {line('answer2')}
        {line('question3')}
        {line('answer3')}
      </Group>
      <Group title={words.groups.story}>
        <div className="sm:col-span-2">
          <TextArea {...of('happened')} rows={5} maxLength={longestStory} />
        </div>
      </Group>
    </>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid items-start gap-4 sm:grid-cols-2">
      <legend className="mb-3 font-semibold text-ink text-lg">{title}</legend>
      {children}
    </fieldset>
  )
}
