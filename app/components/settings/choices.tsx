import type { ReactNode } from 'react'
import { SelectField } from '#app/components/ui/field.tsx'

/** A question of the settings with its few answers; the hint is read with the question. */
export function Choices({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="border-line border-b py-5">
      <legend className="float-left mb-1 w-full font-semibold text-ink">{title}</legend>
      {hint && <p className="clear-both mb-2 text-ink-3 text-sm">{hint}</p>}
      <div className="clear-both flex flex-wrap gap-x-8 gap-y-1">{children}</div>
    </fieldset>
  )
}

/** An answer out of very many. */
export function Pick({ title, hint, name, value, of }: Pick) {
  return (
    <div className="border-line border-b py-5">
      <div className="max-w-80">
        <SelectField label={title} hint={hint} name={name} defaultValue={value}>
          {of.map((one) => (
            <option key={one} value={one}>
              {one.replaceAll('_', ' ')}
            </option>
          ))}
        </SelectField>
      </div>
    </div>
  )
}

type Pick = { title: string; hint: string; name: string; value: string; of: readonly string[] }

type Answer = { name: string; value: string; checked: boolean; text: string; lang?: string }

/** One of several answers that exclude each other. */
export function Choice({ checked, text, lang, ...input }: Answer) {
  return <Tick type="radio" {...input} checked={checked} text={text} {...(lang ? { lang } : {})} />
}

/** An answer of its own: yes or no. */
export function Switch({ hint, ...answer }: Omit<Answer, 'lang'> & { hint?: string }) {
  return (
    <div>
      <Tick type="checkbox" {...answer} />
      {hint && <p className="mt-1 ml-6.5 text-ink-3 text-sm">{hint}</p>}
    </div>
  )
}

function Tick({ type, checked, text, lang, ...input }: Answer & { type: 'radio' | 'checkbox' }) {
  return (
    <label className="flex min-h-8 items-center gap-2.5 py-1 pr-2">
      <input type={type} {...input} defaultChecked={checked} className="size-4 shrink-0 accent-accent" />
      <span {...(lang ? { lang } : {})}>{text}</span>
    </label>
  )
}
