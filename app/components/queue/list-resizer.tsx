import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useWords } from '#app/components/language.tsx'
import { listWidths, stepOf } from './list-width.ts'
import { queueWords } from './queue-words.ts'

/** The edge between list and case: drawn along by the mouse, moved by arrows, and remembered. */
export function ListResizer({ width, onWidth }: { width: number | null; onWidth: (width: number) => void }) {
  const words = useWords(queueWords)
  const edge = useRef<HTMLDivElement>(null)
  // Keys come faster than the edge is drawn anew.
  const asked = useRef<number | null>(null)
  const now = () => asked.current ?? edge.current?.parentElement?.getBoundingClientRect().width ?? listWidths.narrowest
  const set = (to: number) => {
    const stepped = stepOf(to)
    if (stepped === asked.current) return
    asked.current = stepped
    onWidth(stepped)
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const element = event.currentTarget
    const left = element.parentElement?.getBoundingClientRect().left ?? 0
    element.setPointerCapture(event.pointerId)
    const move = ({ clientX }: globalThis.PointerEvent) => set(clientX - left)
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerup', () => element.removeEventListener('pointermove', move), { once: true })
  }
  const hear = (event: KeyboardEvent<HTMLDivElement>) => {
    const { narrowest, widest, step } = listWidths
    const to = {
      ArrowLeft: now() - step,
      ArrowRight: now() + step,
      Home: narrowest,
      End: widest,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    set(to)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: <hr> cannot be moved; a separator with a value can.
    <div
      ref={edge}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={words.width}
      aria-valuemin={listWidths.narrowest}
      aria-valuemax={listWidths.widest}
      aria-valuenow={width ?? 304}
      onPointerDown={drag}
      onKeyDown={hear}
      className="absolute inset-y-0 -right-1 z-10 hidden w-2 cursor-col-resize touch-none hover:bg-accent-soft focus-visible:bg-accent-soft md:block"
    />
  )
}
