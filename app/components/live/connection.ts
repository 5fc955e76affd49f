/** A desk that does not answer is asked this often whether it does, in milliseconds. */
const restMs = 2_000

/** Whether the desk's server answers at all. Asks no page: that would keep an idle session alive. */
export async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false
  const signal = AbortSignal.timeout(5_000)
  return fetch('/healthz', { cache: 'no-store', signal }).then(
    ({ ok }) => ok,
    () => false,
  )
}

let asking: Promise<void> | null = null

/** Waits until the desk's server answers, and a moment at least: whoever was refused just now asks in no hurry. */
export function whenAnswering(): Promise<void> {
  asking ??= ask()
  return asking
}

async function ask(): Promise<void> {
  do await rest()
  while (!(await answers()))
  asking = null
}

function rest(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      resolve()
    }
    const timer = setTimeout(end, restMs)
    window.addEventListener('online', end)
  })
}
