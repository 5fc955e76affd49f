import { catalogue } from '#app/components/language.tsx'
import { kindWords } from '#app/components/words.ts'
import type { DeskLanguage } from '#app/staff/preferences.ts'
import type { MailView, TicketPage } from '#app/tickets/ticket-page.ts'
import type { BesideVerb, TriageVerb } from '#app/tickets/triage.ts'

/** The key that opens the question of a deed. */
export const triageKeys: Record<TriageVerb, string> = { close: 'e', recover: 'r' }

/** What the deeds of triage are called, over their question and on their button, and what they do. */
export const triageWords = catalogue(
  {
    buttons: { close: 'Close', recover: 'Treat as recovery' },
    titles: { close: 'Close this case?', recover: 'Treat this as recovery?' },
    effects: {
      close:
        'The case ends here and leaves the list. Nobody is written to. If the same person answers in this thread, it opens again by itself.',
      recover:
        'What the mail says is weighed against the account that it names, and the case joins the queue of requests for recovery. Nobody is written to.',
    },
    besideOne: 'A mail set beside this case',
    besideMany: 'Mails set beside this case',
    besideHint:
      'It answers in the same thread, but from another sender. Nothing in it was weighed, and no letter goes to it.',
    besideChoice: 'What becomes of this mail',
    besideButtons: { accept: 'Accept into the case', separate: 'Open as its own case', 'set-aside': 'Not recovery' },
    besideTitles: {
      accept: 'Accept this mail into the case?',
      separate: 'Open this mail as its own case?',
      'set-aside': 'Set this mail aside?',
    },
    besideSubmits: { accept: 'Accept', separate: 'Open', 'set-aside': 'Set aside' },
    unreadable: 'somebody without a readable address',
    nobody: 'nobody',
    accepted: (sender: string) =>
      `The mail of ${sender} becomes part of this case, and the case is weighed again with what it says.`,
    weakest: (level: string) =>
      `Of all its mails the weakest sender counts from then on: this one is “${level}”, so the case can lose its route.`,
    linkDies: 'The link that was sent out stops working, and the case is open again.',
    lettersTo: (address: string) => `Letters still go to ${address}.`,
    separated: (sender: string) =>
      `The mail of ${sender} becomes a case of its own, weighed by itself. Letters of that case go to ${sender}.`,
    stays: 'This case stays as it is.',
    setAside:
      'The mail leaves this case and stands under “Not recovery”, where it can still be made a request for recovery. Nothing is weighed, and nobody is written to.',
  },
  {
    buttons: { close: '关闭', recover: '按找回处理' },
    titles: { close: '关闭此案？', recover: '按找回处理？' },
    effects: {
      close: '此案到此结束，离开列表。不寄出任何信件。如果同一人在此邮件往来中答复，会自动重新打开。',
      recover: '邮件中的陈述将与所写账号比对评估，此案进入找回队列。不寄出任何信件。',
    },
    besideOne: '放在此案旁的一封邮件',
    besideMany: '放在此案旁的邮件',
    besideHint: '它在同一邮件往来中答复，但来自另一发件人。其内容未评估，也不会向其寄信。',
    besideChoice: '这封邮件如何处理',
    besideButtons: { accept: '并入此案', separate: '单独立案', 'set-aside': '非找回' },
    besideTitles: { accept: '将这封邮件并入此案？', separate: '将这封邮件单独立案？', 'set-aside': '搁置这封邮件？' },
    besideSubmits: { accept: '并入', separate: '立案', 'set-aside': '搁置' },
    unreadable: '没有可读地址的发件人',
    nobody: '任何人都不寄',
    accepted: (sender) => `${sender} 的邮件成为此案的一部分，此案将连同其内容重新评估。`,
    weakest: (level) => `此后以全部邮件中最弱的发件人为准：这封是“${level}”，此案可能因此失去途径。`,
    linkDies: '已寄出的链接失效，此案重新打开。',
    lettersTo: (address) => `信件仍寄往：${address}。`,
    separated: (sender) => `${sender} 的邮件单独立案，单独评估。该案的信件寄往 ${sender}。`,
    stays: '此案保持不变。',
    setAside: '邮件离开此案，列入“非找回”，之后仍可改为找回请求。不评估，也不寄出任何信件。',
  },
)

/** The effect on a case of settling a mail that was set beside it, as sentences, before it happens. */
export function besideEffect(
  verb: BesideVerb,
  mail: MailView,
  ticket: TicketPage,
  language: DeskLanguage,
): readonly string[] {
  const words = triageWords[language]
  const sender = mail.senderAddress ?? words.unreadable
  switch (verb) {
    case 'accept':
      return [
        words.accepted(sender),
        words.weakest(kindWords[language].senderLong[mail.level].toLowerCase()),
        ...(ticket.state === 'link_sent' ? [words.linkDies] : []),
        words.lettersTo(ticket.senderAddress ?? words.nobody),
      ]
    case 'separate':
      return [words.separated(sender), words.stays]
    case 'set-aside':
      return [words.setAside]
  }
}
