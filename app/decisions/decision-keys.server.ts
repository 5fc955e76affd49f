import type { Env } from '#app/env.server.ts'
import type { DecisionKeys } from './decide.server.ts'

/** What a ruling is sealed with: the same host and keys as the outbox writes its letters with. */
export function decisionKeys({ origin, keys }: Env): DecisionKeys {
  return {
    messageIdKey: keys.messageId,
    resetTokenKey: keys.resetToken,
    formCodeKey: keys.formCode,
    host: new URL(origin).hostname,
  }
}
