import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { classNames } from './class-names.ts'

export type Tab = { name: string; content: ReactNode }

/** One of several views of the same thing; arrows go along the tabs. Only the shown one is drawn. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  const [chosen, choose] = useState(0)
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  const shown = Math.min(chosen, tabs.length - 1)
  const hear = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = (shown + by + tabs.length) % tabs.length
    choose(next)
    row.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus()
  }
  return (
    <>
      <div
        ref={row}
        role="tablist"
        aria-label={label}
        onKeyDown={hear}
        className="flex gap-4 overflow-x-auto border-line border-b px-4 text-sm [scrollbar-width:none]"
      >
        {tabs.map(({ name }, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-controls={`${id}-panel`}
            aria-selected={index === shown}
            tabIndex={index === shown ? 0 : -1}
            onClick={() => choose(index)}
            className={classNames(
              'shrink-0 whitespace-nowrap border-b-2 py-2 outline-offset-[-2px]',
              index === shown ? 'border-ink font-semibold text-ink' : 'border-transparent text-ink-3 hover:text-ink',
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${shown}`}>
        {tabs[shown]?.content}
      </div>
    </>
  )
}
