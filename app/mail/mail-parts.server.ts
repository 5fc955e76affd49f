import { MailParser } from 'mailparser'

/** One leaf of a mail's MIME tree, transfer encoding undone. */
export type MailPart = {
  contentType: string
  charset: string | null
  /** RFC 3676 */
  flowed: boolean
  delSp: boolean
  disposition: string | null
  filename: string | null
  contentId: string | null
  size: number
  /** Hex. */
  sha256: string
  /** Types of the parts around it, outermost first, and a mark of the nearest multipart/alternative it belongs to. */
  parents: readonly string[]
  alternative: object | null
  /** Bytes of parts whose text is read, whole; of an embedded message the first 32 kB; else null. */
  content: Uint8Array | null
}

/** Parts beyond this number are not looked at; no client sends a tenth of it. */
const maxParts = 500
/** Beyond this the reading of the structure ends. */
const maxNodes = 5000
const maxDepth = 20
/** Of a mail within a mail only the header is wanted. */
const maxEmbeddedBytes = 32 * 1024

/**
 * Splits a mail into its leaves. A fault in the structure ends the reading there and keeps what was read before.
 * Every leaf is taken as a stream of bytes, text too, so that charsets, alternatives and flowed lines are read by our own
 * rules; a message within the message is a leaf.
 */
export async function readParts(bytes: Uint8Array): Promise<{ parts: MailPart[]; fault: string | null }> {
  const options = {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
    checksumAlgo: 'sha256',
    keepDeliveryStatus: true,
    // Both are the splitter's, which MailParser hands its options to.
    ignoreEmbedded: true,
    maxChildNodes: maxNodes,
  }
  const parser = new MailParser(options as ConstructorParameters<typeof MailParser>[0]) as MailParser & Internals
  parser.textTypes = []
  const found: Found[] = []
  const fault = await new Promise<string | null>((resolve) => {
    parser.on('error', (error: Error) => resolve(error.message))
    parser.on('end', () => resolve(null))
    parser.on('data', (item: unknown) => {
      const leaf = item as Leaf
      if (leaf.type === 'attachment') collect(leaf, found)
    })
    parser.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  })
  const places = parser.tree ? leaves(parser.tree, [], null) : []
  const parts = found.map((one, index) => toPart(one, places[index]))
  return { parts, fault }
}

type Params = { value?: string; params?: Record<string, string> }
type Leaf = {
  type: string
  contentType?: string
  contentDisposition?: string
  filename?: string
  contentId?: string
  checksum?: string
  size?: number
  headers: Map<string, unknown>
  content: NodeJS.ReadableStream
  release: () => void
}
type Found = { leaf: Leaf; chunks: Buffer[] | null; kept: number }
type TreeNode = { contentType?: string; children: TreeNode[] }
type Internals = { textTypes: string[]; tree: TreeNode | false }

function collect(leaf: Leaf, found: Found[]): void {
  const type = plainType(leaf)
  const wanted = readTypes.has(type) || embeddedTypes.has(type)
  const one: Found = { leaf, chunks: wanted ? [] : null, kept: 0 }
  const limit = embeddedTypes.has(type) ? maxEmbeddedBytes : Number.POSITIVE_INFINITY
  if (found.length < maxParts) found.push(one)
  else one.chunks = null
  leaf.content.on('data', (chunk: Buffer) => {
    if (one.chunks === null || one.kept >= limit) return
    one.chunks.push(chunk.subarray(0, limit - one.kept))
    one.kept += chunk.length
  })
  leaf.content.on('end', () => leaf.release())
  leaf.content.on('error', () => leaf.release())
}

/** RFC 2045 section 5.2: what names no type is plain text. */
function plainType({ contentType }: Leaf): string {
  const type = (contentType ?? '').toLowerCase()
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'text/plain'
}

/** Parts whose text is part of the mail's text or of a report. */
const readTypes = new Set([
  'text/plain',
  'text/html',
  'text/enriched',
  'message/delivery-status',
  'message/feedback-report',
])
const embeddedTypes = new Set(['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/rfc822-headers'])

function toPart({ leaf, chunks }: Found, place: Place | undefined): MailPart {
  const type = leaf.headers.get('content-type') as Params | undefined
  const params = type?.params ?? {}
  const disposition = leaf.headers.get('content-disposition') as Params | undefined
  return {
    contentType: plainType(leaf),
    charset: params.charset ?? null,
    flowed: params.format?.toLowerCase() === 'flowed',
    delSp: params.delsp?.toLowerCase() === 'yes',
    disposition: leaf.contentDisposition?.toLowerCase() ?? null,
    filename: disposition?.params?.filename ?? params.name ?? leaf.filename ?? null,
    contentId: leaf.contentId ?? null,
    size: leaf.size ?? 0,
    sha256: leaf.checksum ?? '',
    parents: place?.parents ?? [],
    alternative: place?.alternative ?? null,
    content: chunks && Buffer.concat(chunks),
  }
}

type Place = { parents: readonly string[]; alternative: object | null }

/** Where each leaf stands, in the order in which the parser meets them. */
function leaves(node: TreeNode, parents: readonly string[], alternative: object | null): Place[] {
  const type = (node.contentType ?? 'text/plain').toLowerCase()
  if (!type.startsWith('multipart/')) return [{ parents, alternative }]
  if (parents.length >= maxDepth) return node.children.map(() => ({ parents, alternative }))
  const inner = type === 'multipart/alternative' ? node : alternative
  return node.children.flatMap((child) => leaves(child, [...parents, type], inner))
}
