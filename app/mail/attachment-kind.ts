/** How an attachment can be shown within the desk; `none`: by name, size and hash only. */
export type AttachmentKind = 'image' | 'pdf' | 'text' | 'mail' | 'none'

/** What of an attachment is known without its bytes. */
export type NamedFile = { filename: string; contentType: string }

const textEndings = /\.(?:txt|text|log|csv|tsv|md|json|xml|yml|yaml|ini|conf|html?|xhtml|ics|vcf|asc|sql)$/i
const textTypes = /^(?:text\/|application\/(?:json|xml|xhtml\+xml)$)/
const programEndings =
  /\.(?:exe|com|scr|pif|bat|cmd|ps1|psm1|vbs?|vbe|jse?|mjs|wsf|wsh|hta|msi|msp|msc|cpl|dll|jar|apk|app|dmg|pkg|deb|rpm|sh|bash|command|lnk|url|reg|iso|img|vhdx?|chm|hlp|scf|inf|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppam|html?|xhtml|mht|svgz?|swf|py|rb|pl|php)$/i

/** As what an attachment would be shown, going by what it says of itself; its bytes have the last word. */
export function statedKind({ filename, contentType }: NamedFile): AttachmentKind {
  if (/^message\/(?:rfc822|global)$/.test(contentType) || /\.eml$/i.test(filename)) return 'mail'
  if (/^application\/(?:vnd\.)?ms-tnef$/.test(contentType) || /^winmail\.dat$/i.test(filename)) return 'mail'
  if (/^image\/(?:png|jpe?g|pjpeg|gif|webp)$/.test(contentType) || /\.(?:png|jpe?g|gif|webp)$/i.test(filename))
    return 'image'
  if (contentType === 'application/pdf' || /\.pdf$/i.test(filename)) return 'pdf'
  // An SVG is a program that draws: only as a file.
  if (/\.svgz?$/i.test(filename)) return 'none'
  return textTypes.test(contentType) || textEndings.test(filename) ? 'text' : 'none'
}

/** Whether opening the saved file could run something on the agent's machine. */
export function isRisky({ filename, contentType }: NamedFile): boolean {
  return (
    programEndings.test(filename) ||
    /^(?:text\/html|image\/svg\+xml|application\/(?:x-msdownload|hta))/.test(contentType)
  )
}

/** A picture's type by its first bytes; null for what is none of the four that every browser draws safely. */
export function imageType(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | null {
  const begins = (...signature: number[]) => signature.every((byte, at) => bytes[at] === byte)
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (begins(0x47, 0x49, 0x46, 0x38) && (bytes[4] === 0x37 || bytes[4] === 0x39) && bytes[5] === 0x61)
    return 'image/gif'
  const webp = [0x57, 0x45, 0x42, 0x50].every((byte, at) => bytes[8 + at] === byte)
  return begins(0x52, 0x49, 0x46, 0x46) && webp ? 'image/webp' : null
}

/** Whether the bytes begin as a PDF does; readers search for that mark, this does not. */
export function isPdf(bytes: Uint8Array): boolean {
  return [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, at) => bytes[at] === byte)
}

/** Whether bytes can be read as text: no NUL but in UTF-16 with its mark, and few other control characters. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 8192)
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true
  let odd = 0
  for (const byte of head) {
    if (byte === 0) return false
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b) odd += 1
  }
  return odd * 50 <= head.length
}
