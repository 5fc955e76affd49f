import { createPublicKey } from 'node:crypto'
import type { DKIMVerifyOptions, DKIMVerifyResult } from 'mailauth'
import { DkimVerifier } from 'mailauth/lib/dkim/dkim-verifier.js'
import { getPublicKey, type KeyCache, type PublicKey, toALabel } from 'mailauth/lib/tools.js'
import type { Resolver } from './resolver.server.ts'

/** What mailauth says of a mail's signatures, with the header fields as it read them. */
export type VerifiedSignatures = {
  results: DKIMVerifyResult['results']
  arc: DKIMVerifyResult['arc'] | undefined
  fields: readonly { line: Buffer }[]
}

const lineEnd = Buffer.from('\r\n')
const headerEnd = Buffer.from('\n\r\n')

/**
 * Verifies DKIM by mailauth's verifier. It is given the mail in two pieces instead of as a stream, which would look at
 * each byte three times, and keys that it has read before.
 *
 * @param mail every line of it ends in CRLF
 */
export async function verifyDkim(
  mail: Buffer,
  options: DKIMVerifyOptions & { resolver: Resolver },
): Promise<VerifiedSignatures> {
  const verifier = new DkimVerifier(options)
  verifier.keyCache = rememberedKeys(options.resolver)
  const bodyStart = findBody(mail)
  await verifier.emitHeaders(mail.subarray(0, bodyStart))
  if (bodyStart < mail.length) await verifier.nextChunk(mail.subarray(bodyStart))
  await verifier.finish()
  return { results: verifier.results, arc: verifier.arc, fields: verifier.headers ? verifier.headers.parsed : [] }
}

function findBody(mail: Buffer): number {
  if (mail.subarray(0, 2).equals(lineEnd)) return 2
  const end = mail.indexOf(headerEnd)
  return end === -1 ? mail.length : end + headerEnd.length
}

/** Keys by their records and by what was asked of them: reading one takes longer than verifying by it. */
const known = new Map<string, PublicKey>()
const mostKnown = 2_000

/** The DNS is asked for every mail: an answer that is no longer given must not live on here. */
function rememberedKeys(resolver: Resolver): KeyCache {
  return {
    resolver,
    get: async (type, name, minBitLength, options = {}) => {
      const records = await resolver(toALabel(name), 'TXT')
      const asked = JSON.stringify([type, minBitLength, options, records])
      const found = known.get(asked)
      if (found) return found
      const read = await getPublicKey(type, name, minBitLength, async () => records, options)
      const key = { ...read, publicKey: createPublicKey(read.publicKey) }
      if (known.size >= mostKnown) known.delete(known.keys().next().value ?? '')
      known.set(asked, key)
      return key
    },
  }
}
