export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const themeCookie = 'theme'

/** The theme that a Cookie header names; anything else is the system's. */
export function readTheme(cookies: string | null): Theme {
  const value = cookies
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === themeCookie)?.[1]
  return themes.find((theme) => theme === value) ?? 'system'
}

/** Draws the page in a theme from now on, in this browser. */
export function keepTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser yet.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`
}
