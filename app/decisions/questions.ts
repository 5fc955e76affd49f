import type { Recommendation, TicketCategory, TicketState } from '#app/tickets/ticket.ts'

/** The job that asks for more by itself; its payload is `{ ticketId }`. */
export const sendQuestionsTask = 'send-questions'

type Asked = {
  category: TicketCategory
  state: TicketState
  recommendation: Recommendation | null
  difficulty: string | null
  escalatedAt: Date | null
  /** The sender writes from another address than the one that a link would go to. */
  elsewhere: boolean
}

const undecided: readonly TicketState[] = ['new', 'open']
/** Where a case that a link can answer may have got to before the questions are due. */
const answered: readonly TicketState[] = [...undecided, 'held', 'link_sent', 'done']

/**
 * Why a case gets no questions by itself, or null where it does. Everybody who would not read the link himself gets them,
 * whatever the score, so that the letter says nothing of it: nearly proved and hopeless, stopped and without an account,
 * and also where a link goes to the registered address, or its writer could tell that there is such an account.
 */
export function findReasonNotToAsk(asked: Asked): string | null {
  const { category, state, recommendation, difficulty, escalatedAt, elsewhere } = asked
  if (category !== 'recovery') return 'no request for recovery'
  if (!(asksBeside(asked) ? answered : undecided).includes(state)) return `the case is ${state.replace('_', ' ')}`
  if (difficulty !== null) return 'a person is to read it first'
  if (escalatedAt !== null) return 'a supervisor was asked'
  if (recommendation === 'approve' && !elsewhere) return 'a link can answer it'
  if (recommendation === 'deny') return 'asked and answered before'
  return null
}

/** Is the letter sent beside a case that goes its own way, and waits for nobody's answer? */
export function asksBeside({ recommendation, elsewhere }: Pick<Asked, 'recommendation' | 'elsewhere'>): boolean {
  return recommendation === 'approve' && elsewhere
}
