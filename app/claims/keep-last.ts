/**
 * Remembers what was made of the last few things: several read the same mail one after the other.
 *
 * @param most how many are remembered
 */
export function keepLast<Asked, Made>(
  most: number,
  make: (asked: Asked) => Made,
  areSame: (one: Asked, other: Asked) => boolean = (one, other) => one === other,
): (asked: Asked) => Made {
  const kept: { asked: Asked; made: Made }[] = []
  return (asked) => {
    for (const last of kept) if (areSame(last.asked, asked)) return last.made
    const made = make(asked)
    kept.unshift({ asked, made })
    if (kept.length > most) kept.length = most
    return made
  }
}
