import type { ReactNode } from 'react'

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
    <div className="grid justify-items-start gap-1 border-line border-b py-5">
      <label htmlFor={name} className="font-semibold text-ink">
        {title}
      </label>
      <p id={`${name}-hint`} className="mb-1 text-ink-3 text-sm">
        {hint}
      </p>
      <select
        id={name}
        name={name}
        defaultValue={value}
        aria-describedby={`${name}-hint`}
        className="w-80 max-w-full rounded-sm border border-line-2 bg-pane px-2 py-2 text-touch md:text-md"
      >
        {of.map((one) => (
          <option key={one} value={one}>
            {one.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
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
