import { findPart } from './attachment-part.server.ts'
import { viewAttachment } from './attachment-view.server.ts'
import type { Errand, ErrandAnswer } from './errand.server.ts'
import { readAgainAs } from './read-again.server.ts'

/*
 * A process of its own for one errand, without the desk's environment: no keys, no database. What it works on was
 * written by anybody, and pictures are decoded by native code: where it is broken, nothing can be had from it.
 */
process.once('message', async ({ mail, errand }: { mail: Uint8Array; errand: Errand }) => {
  const answer = await run(mail, errand).catch((error: Error) => ({ fault: error.message }))
  process.send?.(answer, () => process.exit())
})

async function run(mail: Uint8Array, errand: Errand): Promise<ErrandAnswer> {
  if (errand.what === 'view') return { result: await viewAttachment(mail, errand.file) }
  if (errand.what === 'part') return { result: await findPart(mail, errand.sha256) }
  return { result: await readAgainAs(mail, errand.charset) }
}
