import { performance } from 'node:perf_hooks'
import type { TestStep, TestStepName } from './connection-test.ts'
import { type Credential, type ImapLink, openLink, type Reachable } from './imap-link.server.ts'
import { readFault } from './mailbox.ts'
import { StepFailed, tryServer } from './try-server.server.ts'

export type Try = {
  mailbox: Reachable & { authentication: 'password' | 'oauth' }
  /** Opens the sealed secret, and for oauth asks for an access token. */
  credential: (signal: AbortSignal) => Promise<Credential>
  /** Told after each step, with all steps so far. */
  onStep: (steps: readonly TestStep[]) => Promise<void>
  signal: AbortSignal
  /** For each step by itself, in milliseconds. */
  stepMs?: number
}

/**
 * Goes the way that the reader goes, a step at a time, until one fails. It reads nothing of any mail, and asks for the
 * folder read-only.
 */
export async function tryConnection(given: Try): Promise<readonly TestStep[]> {
  const { mailbox, credential, onStep, signal, stepMs = 15_000 } = given
  const steps: TestStep[] = []
  const note = async (step: TestStep) => {
    steps.push(step)
    await onStep(steps)
  }
  const skip = (name: TestStepName) => note({ name, outcome: 'skipped', ms: 0 })
  const step: Parameters<typeof tryServer>[1]['step'] = async (name, work) => {
    const began = performance.now()
    const ms = () => Math.round(performance.now() - began)
    const limit = AbortSignal.any([signal, AbortSignal.timeout(stepMs)])
    try {
      const { value, found } = await Promise.race([work(limit), aborted(limit)])
      await note({ name, outcome: 'passed', ms: ms(), ...(found && { found }) })
      return value
    } catch (error) {
      await note({ name, outcome: 'failed', ms: ms(), ...whyOf(error) })
      throw new Ended()
    }
  }

  const over = new AbortController()
  let link: ImapLink | null = null
  try {
    await tryServer(mailbox, { step, skip })
    const oauth = mailbox.authentication === 'oauth'
    const opened = oauth ? await step('token', async (until) => ({ value: await credential(until) })) : null
    if (!oauth) await skip('token')
    // The link outlives the step that opened it.
    const whole = AbortSignal.any([signal, over.signal])
    const signedIn = await step('sign in', async (until) => ({
      value: await openLink(mailbox, opened ?? (await credential(until)), whole),
    }))
    link = signedIn
    if (signedIn.about === null) await skip('introduce')
    else await step('introduce', async () => ({ value: null, found: { server: signedIn.about ?? '' } }))
    await step('open folder', async () => {
      const { exists } = await signedIn.examine()
      return { value: null, found: { mails: exists } }
    })
  } catch (error) {
    if (!(error instanceof Ended)) throw error
  } finally {
    await link?.close()
    over.abort()
  }
  return steps
}

/** A step failed, and it is written down why. */
class Ended extends Error {}

function whyOf(error: unknown): Partial<TestStep> {
  if (error instanceof StepFailed) {
    const { fault, said, found } = error
    return { ...(fault && { fault }), ...(said && { said }), ...(found && { found }) }
  }
  return { said: readFault(error).words }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(new StepFailed('timeout'))
    signal.addEventListener('abort', () => reject(new StepFailed('timeout')), { once: true })
  })
}
