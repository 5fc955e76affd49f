import { Button } from './ui/button.tsx'
import { Field } from './ui/field.tsx'
import { Notice } from './ui/notice.tsx'

type Words = { intro: string; wrongCode: string; code: string; codeHint: string }

/** Asks for the code from a letter. `wrong` is what was typed and opened nothing. Works without JavaScript. */
export function CodeForm({ words, wrong, submit }: { words: Words; wrong: string | null; submit: string }) {
  return (
    <form method="post" className="grid gap-4">
      <p className="text-ink-2">{words.intro}</p>
      {wrong !== null && (
        <Notice tone="against" live>
          {words.wrongCode}
        </Notice>
      )}
      <Field
        label={words.code}
        hint={words.codeHint}
        name="code"
        defaultValue={wrong ?? ''}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        required
      />
      <Button type="submit" kind="go" wide>
        {submit}
      </Button>
    </form>
  )
}
