import {
  forwardRef,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { classNames } from './class-names.ts'

type Frame = { label: string; hint?: ReactNode; fault?: string | null | undefined; labelHidden?: boolean }

const box =
  'w-full rounded-md border border-line-2 bg-pane px-3 py-2 text-touch text-ink placeholder:text-ink-3 md:text-md aria-[invalid=true]:border-against'

/** One line of input with its label, hint and fault. Takes every attribute of `<input>`. */
export const Field = forwardRef<HTMLInputElement, Frame & InputHTMLAttributes<HTMLInputElement>>(function Field(
  { label, hint, fault, labelHidden = false, id, ...input },
  ref,
) {
  const made = useId()
  const fieldId = id ?? made
  return (
    <FieldFrame id={fieldId} label={label} hint={hint} fault={fault} labelHidden={labelHidden}>
      <input {...input} {...describe(fieldId, hint, fault)} ref={ref} id={fieldId} className={box} />
    </FieldFrame>
  )
})

/** Several lines of input; grows with what is typed. */
export const TextArea = forwardRef<HTMLTextAreaElement, Frame & TextareaHTMLAttributes<HTMLTextAreaElement>>(
  function TextArea({ label, hint, fault, labelHidden = false, id, ...area }, ref) {
    const made = useId()
    const fieldId = id ?? made
    return (
      <FieldFrame id={fieldId} label={label} hint={hint} fault={fault} labelHidden={labelHidden}>
        <textarea
          rows={3}
          {...area}
          {...describe(fieldId, hint, fault)}
          ref={ref}
          id={fieldId}
          className={classNames(box, 'field-sizing-content max-h-60 min-h-20 resize-y')}
        />
      </FieldFrame>
    )
  },
)

/** A choice among few; takes `<option>` children. */
export function SelectField({
  label,
  hint,
  fault,
  labelHidden = false,
  id,
  children,
  ...select
}: Frame & SelectHTMLAttributes<HTMLSelectElement>) {
  const made = useId()
  const fieldId = id ?? made
  return (
    <FieldFrame id={fieldId} label={label} hint={hint} fault={fault} labelHidden={labelHidden}>
      <select {...select} {...describe(fieldId, hint, fault)} id={fieldId} className={box}>
        {children}
      </select>
    </FieldFrame>
  )
}

function FieldFrame({ id, label, hint, fault, labelHidden, children }: Frame & { id: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'font-semibold text-ink-2 text-sm'}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-3 text-sm">
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} className="font-medium text-against text-sm" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

function describe(id: string, hint: ReactNode, fault: string | null | undefined) {
  const ids = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(fault ? { 'aria-invalid': true } : {}) }
}
