import type { Recommendation, TicketCategory, TicketState } from '#app/tickets/ticket.ts'

/** The job that asks for more by itself; its payload is `{ ticketId }`. */
export const sendQuestionsTask = 'send-questions'

type Asked = {
  category: TicketCategory
  state: TicketState
  recommendation: Recommendation | null
  difficulty: string | null
  escalatedAt: Date | null
}

/**
 * Why a case gets no questions by itself, or null where it does. Everybody whom no link can answer gets them, whatever
 * the score, so that the letter says nothing of it: nearly proved and hopeless, stopped and without an account.
 */
export function findReasonNotToAsk({ category, state, recommendation, difficulty, escalatedAt }: Asked): string | null {
  if (category !== 'recovery') return 'no request for recovery'
  if (state !== 'new' && state !== 'open') return `the case is ${state.replace('_', ' ')}`
  if (difficulty !== null) return 'a person is to read it first'
  if (escalatedAt !== null) return 'a supervisor was asked'
  if (recommendation === 'approve') return 'a link can answer it'
  if (recommendation === 'deny') return 'asked and answered before'
  return null
}
