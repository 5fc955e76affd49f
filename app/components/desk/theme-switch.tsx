import { useRouteLoaderData } from '@remix-run/react'
import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { keepTheme, type Theme, themes } from '#app/components/theme-cookie.ts'
import { classNames } from '#app/components/ui/class-names.ts'
import { navWords } from './nav-words.ts'

const icons: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon }

/** Goes through the themes at each press and remembers the last one in a cookie. */
export function ThemeSwitch({ narrow = false }: { narrow?: boolean }) {
  const [theme, setTheme] = useState<Theme>(useRouteLoaderData<{ theme: Theme }>('root')?.theme ?? 'system')
  const Icon = icons[theme]
  const text = useWords(navWords).themes[theme]
  const press = () => {
    const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
    setTheme(next)
    keepTheme(next)
  }
  return (
    <button
      type="button"
      onClick={press}
      title={text}
      className={classNames(
        'flex items-center gap-2.5 rounded-sm px-2 py-1.5 text-ink-2 hover:bg-sunk hover:text-ink',
        narrow && 'justify-center 2xl:justify-start',
      )}
    >
      <Icon aria-hidden="true" className="size-4" />
      <span className={narrow ? 'sr-only 2xl:not-sr-only' : ''}>{text}</span>
    </button>
  )
}
