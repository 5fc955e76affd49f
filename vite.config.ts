import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), remix(remixOptions)],
  // lucide-react ships one file an icon: bundled, the server loads the few it draws; in development all of them would
  // be transformed first, so there Node loads the package as it is.
  ssr: { noExternal: command === 'build' ? ['lucide-react'] : [] },
}))
