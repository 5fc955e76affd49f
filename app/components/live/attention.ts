/** A desk where nobody moved for this long asks no more, so that an idle session can end, in milliseconds. */
const idleMs = 5 * 60_000

const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** Whether somebody sits before this page. */
export type Attention = { isThere: () => boolean; stop: () => void }

/** Watches for signs of a person; `back` is called when there is one again after none for long, or out of a hidden tab. */
export function watchAttention(back: () => void): Attention {
  let movedAt = Date.now()
  const isThere = () => !document.hidden && Date.now() - movedAt < idleMs
  const moved = () => {
    const wasAway = !isThere()
    movedAt = Date.now()
    if (wasAway && !document.hidden) back()
  }
  const shown = () => {
    if (document.hidden) return
    movedAt = Date.now()
    back()
  }
  for (const sign of signs) window.addEventListener(sign, moved, { passive: true })
  document.addEventListener('visibilitychange', shown)
  return {
    isThere,
    stop: () => {
      for (const sign of signs) window.removeEventListener(sign, moved)
      document.removeEventListener('visibilitychange', shown)
    },
  }
}
