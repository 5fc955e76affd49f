import type { Desk } from '#app/mail/filter.ts'

/** A desk for judging mails by: its address and key occur in no corpus. */
export const desk: Desk = { deskAddress: 'desk@latchkey.example', messageIdKey: 'a key that signed none of these' }
