import type { Env } from '#app/env.server.ts'

/** What a ruling needs besides the database. */
export type DecisionKeys = {
  messageIdKey: Uint8Array
  resetTokenKey: Uint8Array
  formCodeKey: Uint8Array
  host: string
}

/** What a ruling is sealed with: the same host and keys as the outbox writes its letters with. */
export function decisionKeys({ origin, keys }: Env): DecisionKeys {
  return {
    messageIdKey: keys.messageId,
    resetTokenKey: keys.resetToken,
    formCodeKey: keys.formCode,
    host: new URL(origin).hostname,
  }
}
