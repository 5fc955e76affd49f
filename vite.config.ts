import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Rollup } from 'vite'
import remixOptions from './remix.config.js'

export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixOptions)],
  // lucide-react ships one file an icon: bundled, the server loads the few it draws; in development all of them would
  // be transformed first, so there Node loads the package as it is.
  ssr: { noExternal: command === 'build' ? ['lucide-react'] : [] },
  build: isSsrBuild ? {} : { rollupOptions: { output: { manualChunks: keepTogether() } } },
}))

/**
 * What the queue loads comes in two files instead of fifty small ones, which pack worse: what pages outside of the desk
 * draw with too, and the desk.
 */
function keepTogether(): Rollup.GetManualChunk {
  let names: ReadonlyMap<string, string> | null = null
  return (id, { getModuleIds, getModuleInfo }) => {
    names ??= nameChunks([...getModuleIds()], getModuleInfo)
    return names.get(id)
  }
}

function nameChunks(ids: readonly string[], getModuleInfo: Rollup.GetModuleInfo): ReadonlyMap<string, string> {
  const entries = ids.filter((id) => getModuleInfo(id)?.isEntry)
  const reached = (from: RegExp) => {
    const found = new Set<string>()
    const waiting = entries.filter((id) => from.test(id))
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (found.has(id)) continue
      found.add(id)
      waiting.push(...(getModuleInfo(id)?.importedIds ?? []))
    }
    return found
  }
  const everyPage = reached(/\/app\/(?:root|entry\.client)\.tsx/)
  const outside = reached(/\/app\/routes\/(?!_desk)/)
  const queue = reached(/\/app\/routes\/(?:_desk|_desk\._list|_desk\._list\.queue)\.tsx/)
  return new Map(
    [...everyPage, ...queue]
      .filter((id) => !entries.includes(id))
      .map((id) => [id, everyPage.has(id) || outside.has(id) ? 'page' : 'desk']),
  )
}
