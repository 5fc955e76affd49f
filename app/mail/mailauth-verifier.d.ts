declare module 'mailauth/lib/dkim/dkim-verifier.js' {
  import type { DKIMVerifyOptions, DKIMVerifyResult } from 'mailauth'
  import type { KeyCache } from 'mailauth/lib/tools.js'

  /** It is a stream, and does its work by these methods, which the stream calls for each chunk. */
  export class DkimVerifier {
    constructor(options: DKIMVerifyOptions)
    keyCache: KeyCache
    results: DKIMVerifyResult['results']
    headers: { parsed: { line: Buffer }[] } | false
    arc: DKIMVerifyResult['arc']
    /** Takes the header with the blank line that ends it. */
    emitHeaders(header: Buffer): Promise<void>
    nextChunk(body: Buffer): Promise<void>
    finish(): Promise<void>
  }
}

declare module 'mailauth/lib/tools.js' {
  import type { KeyObject } from 'node:crypto'

  type Ask = (name: string, type: string) => Promise<string[][] | string[]>
  type KeyOptions = { strict?: boolean; hashAlgo?: string }
  export type PublicKey = {
    /** As PEM; a KeyObject verifies alike. */
    publicKey: string | KeyObject
    rr: string
    modulusLength: number
    keyType: string
    flags: string[]
    testing: boolean
    warnings: string[]
  }
  export type KeyCache = {
    resolver: Ask
    get(type: string, name: string, minBitLength?: number, options?: KeyOptions): Promise<PublicKey>
  }
  export function getPublicKey(
    type: string,
    name: string,
    minBitLength: number | undefined,
    resolver: Ask,
    options?: KeyOptions,
  ): Promise<PublicKey>
  export function toALabel(name: string): string
}
