import { parentPort } from 'node:worker_threads'
import { parseMail } from './parse.server.ts'

/** What the pool sends and gets back. */
export type Order = { id: number; bytes: Uint8Array }
export type Reply = { id: number; mail: Awaited<ReturnType<typeof parseMail>> } | { id: number; error: string }

parentPort?.on('message', async ({ id, bytes }: Order) => {
  parentPort?.postMessage('taken')
  parentPort?.postMessage(await answer(id, bytes))
})

async function answer(id: number, bytes: Uint8Array): Promise<Reply> {
  try {
    return { id, mail: await parseMail(bytes) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}
