/** One batch's place in the line. */
export type Turn = {
  /** Runs when every batch before has taken its mails. */
  take: <T>(work: () => Promise<T>) => Promise<T>
  /** Resolves when every batch before is written. */
  toWrite: () => Promise<void>
  /** Lets the next batch write; also after a failure. */
  end: () => void
}

export type Turns = () => Turn

/**
 * Puts batches in line, so that one can be read while the one before it is written: they take their mails and write
 * them in the order in which they came, whatever overlaps in between.
 */
export function openTurns(): Turns {
  let lastTaken: Promise<unknown> = Promise.resolve()
  let lastWritten: Promise<unknown> = Promise.resolve()
  return () => {
    const before = { taken: lastTaken, written: lastWritten }
    let taken = () => {}
    let written = () => {}
    lastTaken = new Promise<void>((resolve) => {
      taken = resolve
    })
    lastWritten = new Promise<void>((resolve) => {
      written = resolve
    })
    return {
      take: async (work) => {
        await before.taken
        try {
          return await work()
        } finally {
          taken()
        }
      },
      toWrite: async () => {
        await before.written
      },
      end: () => {
        taken()
        written()
      },
    }
  }
}
