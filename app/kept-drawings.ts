/** What finds the drawings of parts while a page is drawn. Only the server has one. */
export type Keeper<Part> = {
  /** @returns what to write for this part: of a drawing that is kept a mark of it; null where there is none yet */
  find: (key: string, part: Part) => string | null
}

/** Keeps the drawings that were asked for last, as the bytes that are sent. */
export type KeptDrawings<Part> = {
  /**
   * Draws a page out of new drawings and kept ones.
   *
   * @param mark stands for what is kept: new for each page, and not to be guessed, so that no mail can write it
   */
  draw: (mark: string, page: (keeper: Keeper<Part>) => string) => Uint8Array[]
  /** Draws what was asked for again, to be kept; best where nobody waits for a page. */
  catchUp: () => void
}

/**
 * @param most how many drawings are kept
 * @param toText React's own way
 */
export function keepDrawings<Part>(most: number, toText: (part: Part) => string): KeptDrawings<Part> {
  const known = new Map<string, Uint8Array | null>()
  const wanted = new Map<string, Part>()

  return {
    draw: (mark, drawPage) => {
      const used: Uint8Array[] = []
      const page = drawPage({
        find: (key, part) => {
          const drawing = known.get(key)
          // What is asked for once may never be asked for again.
          if (drawing === undefined) keep(key, null)
          else if (drawing === null) wanted.set(key, part)
          return drawing ? `${mark}${used.push(drawing) - 1};` : null
        },
      })
      const [first = '', ...others] = page.split(mark)
      return [
        Buffer.from(first),
        ...others.flatMap((text) => {
          const end = text.indexOf(';')
          return [used[Number(text.slice(0, end))] as Uint8Array, Buffer.from(text.slice(end + 1))]
        }),
      ]
    },
    catchUp: () => {
      for (const [key, part] of wanted) keep(key, Buffer.from(toText(part)))
      wanted.clear()
    },
  }

  function keep(key: string, drawing: Uint8Array | null): void {
    known.delete(key)
    known.set(key, drawing)
    if (known.size <= most) return
    const [oldest] = known.keys()
    if (oldest !== undefined) known.delete(oldest)
  }
}
