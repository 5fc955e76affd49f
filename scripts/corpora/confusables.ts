import { skeleton } from '#app/mail/skeleton.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'

type Table = { confusables: Record<string, Array<{ cp: string; ch: string }>> }

/** Characters that look like an ASCII one: found where both have one skeleton, letter case aside. */
export const confusables: CorpusCheck = {
  name: 'unicode-confusables',
  folder: 'unicode-confusables',
  run(folder) {
    const table = readJson<Table>(folder, 'ascii-confusables.json').confusables
    return figure(
      Object.entries(table).flatMap(([ascii, lookalikes]) =>
        lookalikes.map(({ cp, ch }) => ({
          id: cp,
          fault: skeleton(ch) === skeleton(ascii) ? null : `${ch} is not ${ascii}`,
        })),
      ),
    )
  },
}
