/**
 * The Content-Disposition with which a browser saves a file, whatever it holds (RFC 6266): the name in ASCII for old
 * ones, in UTF-8 for all others.
 *
 * @param filename safe already, as safeFilename makes it
 */
export function savedAs(filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const coded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`
}
