import { classNames } from './class-names.ts'

/** Somebody's initials. Hidden from screen readers unless it stands alone, with `label`. */
export function Avatar({ name, size = 'sm', label }: { name: string; size?: 'sm' | 'lg'; label?: string }) {
  return (
    <span
      title={label ?? name}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      className={classNames(
        'inline-flex shrink-0 select-none items-center justify-center rounded-full bg-accent-soft font-semibold text-accent',
        size === 'sm' ? 'size-[1.125rem] text-[0.59375rem]' : 'size-8 text-sm',
      )}
    >
      {initialsOf(name)}
    </span>
  )
}

/** Two letters: first and last word, or the first two letters of one word; one for Han. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const [first = '', last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  const letters = [...first]
  if (/\p{Script=Han}/u.test(first)) return letters[0] ?? '?'
  const initials = last ? `${letters[0] ?? ''}${[...last][0] ?? ''}` : letters.slice(0, 2).join('')
  return initials.toUpperCase() || '?'
}
