import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

export default defineConfig({
  plugins: [tailwindcss(), remix(remixOptions)],
  // lucide-react ships one file an icon; bundled, the server loads the few it draws.
  ssr: { noExternal: ['lucide-react'] },
})
