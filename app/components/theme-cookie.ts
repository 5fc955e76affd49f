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
