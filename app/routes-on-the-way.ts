type Route = { id: string; parentId?: string; path?: string }
type Routes<Kind> = Record<string, Kind>

/** Remembered for each manifest, of which a process has one. */
const known = new WeakMap<object, Map<string, unknown>>()

/**
 * Of all routes those that a page may stand under: its own, what is around it, and what the paths above its own lead to.
 * To draw a page Remix builds and searches what routes it is given, and the desk has half a hundred.
 *
 * @param leaf the innermost route of the page
 */
export function routesOnTheWay<Kind extends Route>(routes: Routes<Kind>, leaf: string): Routes<Kind> {
  const of = known.get(routes) ?? new Map<string, unknown>()
  known.set(routes, of)
  const found = (of.get(leaf) as Routes<Kind> | undefined) ?? find(routes, leaf)
  of.set(leaf, found)
  return found
}

/**
 * The routes that an address may lead to whose first part is this one, with what is around them; null where no route
 * begins so by name, which leaves them all.
 *
 * @param name in small letters: Remix tells them from large ones nowhere
 */
export function routesBeginningWith<Kind extends Route>(routes: Routes<Kind>, name: string): Routes<Kind> | null {
  const beginningOf = (id: string) => pathOf(routes, id).split('/')[1]?.toLowerCase()
  const ids = Object.keys(routes)
  if (name === '' || !ids.some((id) => beginningOf(id) === name)) return null
  // ":number", "*" and "part?" may stand for anything, or for nothing.
  const kept = ids.filter(
    (id) => [undefined, name].includes(beginningOf(id)) || /^:|^\*|\?$/.test(beginningOf(id) ?? ''),
  )
  return Object.fromEntries(kept.map((id) => [id, routes[id] as Kind]))
}

function find<Kind extends Route>(routes: Routes<Kind>, leaf: string): Routes<Kind> {
  const page = `${pathOf(routes, leaf)}/`
  return Object.fromEntries(Object.entries(routes).filter(([id]) => page.startsWith(`${pathOf(routes, id)}/`)))
}

/** "/tickets/:number"; empty for what stands at the beginning. */
function pathOf(routes: Routes<Route>, id: string | undefined): string {
  const route = id === undefined ? undefined : routes[id]
  if (!route) return ''
  return pathOf(routes, route.parentId) + (route.path ? `/${route.path}` : '')
}
