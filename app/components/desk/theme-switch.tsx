import { useRouteLoaderData } from '@remix-run/react'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { type Theme, themeCookie, themes } from '#app/components/theme-cookie.ts'
import { classNames } from '#app/components/ui/class-names.ts'

const faces = {
  system: { icon: Monitor, text: 'System theme' },
  light: { icon: Sun, text: 'Light theme' },
  dark: { icon: Moon, text: 'Dark theme' },
}

/** Goes through the themes at each press and remembers the last one in a cookie. */
export function ThemeSwitch({ narrow = false }: { narrow?: boolean }) {
  const [theme, setTheme] = useState<Theme>(useRouteLoaderData<{ theme: Theme }>('root')?.theme ?? 'system')
  const { icon: Icon, text } = faces[theme]
  const press = () => {
    const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
    setTheme(next)
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser yet.
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`
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
