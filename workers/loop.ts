import { setTimeout as after } from 'node:timers/promises'

/** Does one unit of work. Answers false when there was nothing to do. */
export type Step = (signal: AbortSignal) => Promise<boolean>

/**
 * Repeats a step until told to stop. Rests when idle and after a failure, so that a broken mail or a lost connection
 * never spins the processor.
 *
 * @param restMs how long to rest after an idle or failed step, in milliseconds
 * @param onError hears of a failed step; the loop goes on
 */
export async function repeat(
  step: Step,
  { restMs, signal, onError }: { restMs: number; signal: AbortSignal; onError: (error: unknown) => void },
): Promise<void> {
  while (!signal.aborted) {
    const busy = await step(signal).catch((error: unknown) => {
      if (!signal.aborted) onError(error)
      return false
    })
    if (!busy) await rest(restMs, signal)
  }
}

/** Waits, or returns at once when told to stop. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await after(ms, undefined, { signal }).catch(() => {})
}
