import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checks } from './corpora/index.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, only: { type: 'string' }, brief: { type: 'boolean' } },
})
const [folder] = positionals
if (!folder || !existsSync(folder)) {
  console.error('Usage: npm run -s corpora -- DIR [--json] [--only NAME] [--brief]')
  process.exit(64)
}

const figures: Record<string, unknown> = {}
for (const check of checks) {
  const path = join(folder, check.folder)
  if (!existsSync(path) || (values.only && values.only !== check.name)) continue
  const figure = await check.run(path)
  if (values.brief) figure.wrong = []
  figures[check.name] = figure
  if (!values.json) console.log(`${check.name.padEnd(22)} ${figure.right} of ${figure.of}`)
}
if (values.json) console.log(JSON.stringify(figures))
