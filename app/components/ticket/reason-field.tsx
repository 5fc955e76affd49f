import { TextArea } from '#app/components/ui/field.tsx'

type Reason = {
  label: string
  required: boolean
  value: string
  onWrite: (text: string) => void
  /** What people usually write: a press adds it. */
  presets?: readonly string[]
}

/** Why something is done: in words of one's own, and of those that are often said. */
export function ReasonField({ label, required, value, onWrite, presets = [] }: Reason) {
  return (
    <div className="grid gap-2">
      <TextArea
        label={label}
        name="reason"
        value={value}
        onChange={({ target }) => onWrite(target.value)}
        required={required}
        maxLength={4000}
      />
      {presets.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {presets.map((text) => (
            <button
              key={text}
              type="button"
              onClick={() => onWrite(joined(value, text))}
              className="rounded-full bg-sunk px-2.5 py-1 text-ink-2 text-sm hover:bg-accent-soft hover:text-accent"
            >
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

function joined(written: string, text: string): string {
  const before = written.trimEnd()
  return before === '' ? text : `${before}${/[.;,]$/.test(before) ? ' ' : '; '}${text}`
}
