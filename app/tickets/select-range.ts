/**
 * The chosen rows after one more press: a row changes sides; with `from`, every row from there to here is chosen.
 *
 * @param listed the rows as they are shown
 */
export function selectRange(
  listed: readonly number[],
  chosen: ReadonlySet<number>,
  id: number,
  from: number | null,
): ReadonlySet<number> {
  const after = new Set(chosen)
  const [start, end] = [listed.indexOf(from ?? id), listed.indexOf(id)].sort((one, other) => one - other)
  if (from === null || start === undefined || end === undefined || start < 0) {
    if (!after.delete(id)) after.add(id)
    return after
  }
  for (const one of listed.slice(start, end + 1)) after.add(one)
  return after
}
