import { MailParser } from 'mailparser'

/** A part of a mail, whole. */
export type FoundPart = { bytes: Uint8Array; charset: string | null }

type Leaf = {
  type: string
  checksum?: string
  headers: Map<string, { params?: Record<string, string> }>
  content: NodeJS.ReadableStream
  release: () => void
}

/** As many parts as are read when a mail is taken in. */
const maxParts = 500

/**
 * The part of a mail that has this hash, transfer encoding undone. Attachments are stored nowhere but in the mail, and
 * the hash that is stored with their names finds them again: the same bytes, or none.
 *
 * @param sha256 hex
 */
export async function findPart(mail: Uint8Array, sha256: string): Promise<FoundPart | null> {
  const options = {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
    checksumAlgo: 'sha256',
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    maxChildNodes: 5000,
  }
  const parser = new MailParser(options as ConstructorParameters<typeof MailParser>[0]) as MailParser & {
    textTypes: string[]
  }
  // Every leaf comes as a stream of bytes, text too.
  parser.textTypes = []
  return new Promise((resolve) => {
    let parts = 0
    parser.on('error', () => resolve(null))
    parser.on('end', () => resolve(null))
    parser.on('data', (item: unknown) => {
      const leaf = item as Leaf
      if (leaf.type !== 'attachment') return
      parts += 1
      const chunks: Buffer[] = []
      leaf.content.on('data', (chunk: Buffer) => parts <= maxParts && chunks.push(chunk))
      leaf.content.on('error', () => leaf.release())
      leaf.content.on('end', () => {
        if (leaf.checksum === sha256 && parts <= maxParts) {
          const charset = leaf.headers.get('content-type')?.params?.charset ?? null
          resolve({ bytes: Buffer.concat(chunks), charset })
        }
        leaf.release()
      })
    })
    parser.end(Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength))
  })
}
