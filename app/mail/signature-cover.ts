import { readsOneWay } from './body-reading.ts'
import type { SignatureTags } from './dkim-signature.ts'
import type { HeaderField } from './parsed-mail.ts'

/**
 * What a signature that verifies leaves for others to rewrite, of what is read as the sender's words (RFC 6376 sections
 * 5.4.1 and 8.15); plain clauses. Demanded is what Gmail, Outlook, QQ, 163, Yahoo and iCloud all sign, and for the fields
 * that say how a body is read, which most of them leave out, that it can be read in one way only.
 *
 * @param body as it stands in the bytes
 */
export function leftOpen(
  { signedFields }: Pick<SignatureTags, 'signedFields'>,
  fields: readonly HeaderField[],
  body: Uint8Array,
): string[] {
  // A name stands in h= once for each field of it that is signed, the lowest first: one more is whoever added it.
  const covers = (name: string) =>
    signedFields.filter((signed) => signed === name).length >= fields.filter((field) => field.name === name).length
  // One that is not signed may also have been taken away.
  const fixes = (name: string) => signedFields.includes(name) && covers(name)
  const open = covers('subject') ? [] : ['a signature does not cover Subject']
  const unsigned = { type: !fixes('content-type'), encoding: !fixes('content-transfer-encoding') }
  if ((unsigned.type || unsigned.encoding) && !readsOneWay(fields, body, unsigned)) {
    const name = unsigned.type ? 'Content-Type' : 'Content-Transfer-Encoding'
    open.push(`a signature does not cover ${name} and the body can be read in several ways`)
  }
  return open
}
