import { senderWords } from '#app/components/words.ts'
import type { MailView, TicketPage } from '#app/tickets/ticket-page.ts'
import type { BesideVerb, TriageVerb } from '#app/tickets/triage.ts'

/** What a deed is called: on its button, over its question, on the button that does it. */
export type TriageWords = { button: string; title: string; submit: string }

export const triageWords: Record<TriageVerb, TriageWords & { key: string }> = {
  close: { button: 'Close', title: 'Close this case?', submit: 'Close', key: 'c' },
  recover: { button: 'Treat as recovery', title: 'Treat this as recovery?', submit: 'Treat as recovery', key: 'r' },
}

export const besideWords: Record<BesideVerb, TriageWords> = {
  accept: { button: 'Accept into the case', title: 'Accept this mail into the case?', submit: 'Accept' },
  separate: { button: 'Open as its own case', title: 'Open this mail as its own case?', submit: 'Open' },
  'set-aside': { button: 'Not recovery', title: 'Set this mail aside?', submit: 'Set aside' },
}

/** The effect in words, before it happens. */
export const triageEffects: Record<TriageVerb, string> = {
  close:
    'The case ends here and leaves the list. Nobody is written to. If the same person answers in this thread, it opens again by itself.',
  recover:
    'What the mail says is weighed against the account that it names, and the case joins the queue of requests for recovery. Nobody is written to.',
}

/** The effect on a case of settling a mail that was set beside it, as sentences, before it happens. */
export function besideEffect(verb: BesideVerb, mail: MailView, ticket: TicketPage): readonly string[] {
  const sender = mail.senderAddress ?? 'somebody without a readable address'
  switch (verb) {
    case 'accept':
      return [
        `The mail of ${sender} becomes part of this case, and the case is weighed again with what it says.`,
        `Of all its mails the weakest sender counts from then on: this one is “${senderWords[mail.level].long.toLowerCase()}”, so the case can lose its route.`,
        ...(ticket.state === 'link_sent'
          ? ['The link that was sent out stops working, and the case is open again.']
          : []),
        `Letters still go to ${ticket.senderAddress ?? 'nobody'}.`,
      ]
    case 'separate':
      return [
        `The mail of ${sender} becomes a case of its own, weighed by itself. Letters of that case go to ${sender}.`,
        'This case stays as it is.',
      ]
    case 'set-aside':
      return [
        'The mail leaves this case and stands under “Not recovery”, where it can still be made a request for recovery. Nothing is weighed, and nobody is written to.',
      ]
  }
}
