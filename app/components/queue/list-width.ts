/** The list beside a case is so wide, in CSS pixels; in steps, as each is a class: styles in attributes are forbidden. */
export const listWidths = { narrowest: 260, widest: 640, step: 20 }

const faces: Readonly<Record<number, string>> = {
  260: 'md:[--list-width:260px]',
  280: 'md:[--list-width:280px]',
  300: 'md:[--list-width:300px]',
  320: 'md:[--list-width:320px]',
  340: 'md:[--list-width:340px]',
  360: 'md:[--list-width:360px]',
  380: 'md:[--list-width:380px]',
  400: 'md:[--list-width:400px]',
  420: 'md:[--list-width:420px]',
  440: 'md:[--list-width:440px]',
  460: 'md:[--list-width:460px]',
  480: 'md:[--list-width:480px]',
  500: 'md:[--list-width:500px]',
  520: 'md:[--list-width:520px]',
  540: 'md:[--list-width:540px]',
  560: 'md:[--list-width:560px]',
  580: 'md:[--list-width:580px]',
  600: 'md:[--list-width:600px]',
  620: 'md:[--list-width:620px]',
  640: 'md:[--list-width:640px]',
}

/** The nearest step. */
export function stepOf(width: number): number {
  const { narrowest, widest, step } = listWidths
  return Math.min(widest, Math.max(narrowest, Math.round(width / step) * step))
}

/** The class of a width; null: as the screen gives. */
export function widthFace(width: number | null): string {
  const chosen = width === null ? undefined : faces[stepOf(width)]
  return chosen ?? 'md:[--list-width:19rem] 2xl:[--list-width:21.75rem]'
}
