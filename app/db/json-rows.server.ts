/**
 * Rows as one parameter for `json_to_recordset`: a batch is then one short statement, where a list of values would be
 * thousands of parameters, each to be written, read and planned by itself. Bytes go as {@link hexOf}.
 */
export function jsonRows(rows: readonly object[]): string {
  const json = JSON.stringify(rows)
  // Half a letter, as broken charsets leave it: the database refuses it in JSON, and takes it for this sign in text.
  return json.includes('\\ud') ? json.replace(/(\\\\)|\\ud[89a-f][0-9a-f]{2}/g, (_, pair) => pair ?? '\ufffd') : json
}

/** Bytes as `decode(…, 'hex')` reads them. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
