import sharp from 'sharp'
import { imageType } from './attachment-kind.ts'

/** A picture that was drawn anew. */
export type DrawnImage = { type: 'image/webp'; bytes: Uint8Array }

const loaders = ['Png', 'Jpeg', 'Nsgif', 'Webp'].map((format) => `VipsForeignLoad${format}Buffer`)
/** Room for a photograph of a modern phone; a few kilobytes can pretend to be many gigabytes. */
const mostPixels = 60_000_000
/** As large as anybody needs to read it, in pixels. */
const longestSide = 2000
const limitSeconds = 10

let opened = false

/**
 * A picture decoded and encoded anew, its first frame, upright and no larger than a screen shows: nothing of the file
 * that came is left, neither what hides behind the picture nor where it was taken. Null for what is none of the four
 * kinds that are decoded, or cannot be.
 */
export async function redrawImage(bytes: Uint8Array): Promise<DrawnImage | null> {
  if (imageType(bytes) === null) return null
  openLoaders()
  try {
    const drawn = await sharp(bytes, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'truncated' })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: limitSeconds })
      .webp({ quality: 88, effort: 2 })
      .toBuffer()
    return { type: 'image/webp', bytes: drawn }
  } catch {
    // Whatever is wrong with it, the file can still be had as it came.
    return null
  }
}

/** No other decoder is ever reached, whatever the bytes say that they are. */
function openLoaders(): void {
  if (opened) return
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: loaders })
  opened = true
}
