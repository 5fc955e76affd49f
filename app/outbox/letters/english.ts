import type { LetterKind } from '../letter.ts'
import { type LetterFacts, type Paragraph, type Wording, writeMoment } from './paragraph.ts'

const neverAsk =
  'We never ask for a password, and nobody here can see or choose one. Please do not send us any, old or new.'

/** The letters in English. The same words for everybody, whether or not there is such an account. */
export const english: Record<LetterKind, (facts: LetterFacts) => Wording> = {
  received: (facts) => ({
    subject: 'We have your mail',
    paragraphs: [
      'Hello,',
      'your mail has arrived and waits for a person to read it. Mails are read in the order they came, so writing again does not make it faster. Nothing has been changed on any account.',
      neverAsk,
      'If you did not write to us, somebody used your address. You need not do anything.',
      { label: 'How recovery works', link: facts.helpUrl },
      ...closing(facts),
    ],
  }),
  ask: (facts) => ({
    subject: 'Please tell us more',
    paragraphs: [
      'Hello,',
      'before we can go on we need to know more from you. Everybody who asks for help gets this same letter, so please read nothing into it. Answer this mail, from the same address, with as much as you remember:',
      {
        list: [
          'the number of the account, and roughly when and how it was made (the year helps, the month helps more)',
          'the e-mail address that is registered on it, and whether you can still read mail there',
          'the name, birth date, nickname and city that the profile had, and a nickname it had before',
          'the phone number on it, if there was one',
          'your security questions with their answers, if you set any',
          'numbers of up to twelve friends on your list, from different parts of your life: family, school, work, a game. Friends who do not know each other help most',
          'what happened: a forgotten password, a lost mailbox, or somebody who changed things without you, and when',
        ],
      },
      ...byForm(facts.form),
      'Leave out what you do not know. A guess does not help, and an empty line does no harm.',
      neverAsk,
      ...closing(facts),
    ],
  }),
  link: (facts) => ({
    subject: 'A new password for your account',
    paragraphs: [
      'Hello,',
      'somebody wrote to us and asked for a new password for your account. If that was you, open this page and choose one. It works once, for one hour after this letter was sent.',
      ...link(facts.resetUrl, 'Choose a new password'),
      'When the new password is set, everybody who is signed in to your account is signed out, and you sign in with the new one.',
      'If it was not you, do not open the page above. Your password stays as it is. Please tell us, and everything stops until somebody has looked at it:',
      ...link(facts.contestUrl, 'This was not me'),
      neverAsk,
      ...closing(facts),
    ],
  }),
  nothing: (facts) => ({
    subject: 'What we can and cannot do',
    paragraphs: [
      'Hello,',
      'we have read what you sent and looked at it with care. It does not let us open an account to you. We cannot say more about why, because the same words would help somebody who is not the owner.',
      'If there is something you have not told us yet, you may answer this mail once, and another person will read it.',
      'If there is nothing more to tell, the honest end is this: you can register a new number. The old friend list does not come with it, so ask the friends you can reach to add you again. Set your security questions and a mailbox you will keep on the first day, and this will not happen a second time.',
      neverAsk,
      { label: 'How recovery works', link: facts.helpUrl },
      ...closing(facts),
    ],
  }),
  password_changed: (facts) => ({
    subject: 'The password of your account was changed',
    paragraphs: [
      'Hello,',
      'the password of your account was changed with a link that we sent to its registered address. Everybody who was signed in was signed out. This letter goes to every address that we know for the account.',
      'If that was you, there is nothing more to do.',
      'If it was not you, please say so at once. The case stops, and somebody looks at it:',
      ...link(facts.contestUrl, 'This was not me'),
      neverAsk,
      ...closing(facts),
    ],
  }),
  hold: (facts) => ({
    subject: 'Somebody asked for a new password',
    paragraphs: [
      'Hello,',
      `somebody wrote to us and asked for a new password for an account that this address belongs to, or belonged to. Nothing has been changed. There is a waiting time first, so that you can say no: it ends on ${writeMoment(facts.holdEnds, 'en-GB')}, at the earliest. This letter goes to every address that we know for the account.`,
      'If that was you, there is nothing to do. The request goes on after that time if nobody objects.',
      'If it was not you, please stop it now. Everything stands still until somebody has looked at it:',
      ...link(facts.contestUrl, 'Stop it: this was not me'),
      neverAsk,
      ...closing(facts),
    ],
  }),
  confirm: (facts) => ({
    subject: 'Please confirm this address',
    paragraphs: [
      'Hello,',
      'please show us that you read mail at this address. Open our page and type this code there:',
      ...byCode(facts.confirm),
      `The code shows that the mail arrives, and decides nothing. After five wrong tries it is closed. There is a waiting time as well, which ends on ${writeMoment(facts.holdEnds, 'en-GB')}, at the earliest; if anything is left to do after that, we write to this address.`,
      'Give the code to nobody. Nobody here asks for it by mail or by telephone.',
      'If you did not write to us, do nothing: without the code nothing happens.',
      neverAsk,
      ...closing(facts),
    ],
  }),
  recovered: (facts) => ({
    subject: 'The password of your account was changed',
    paragraphs: [
      'Hello,',
      'the password of your account was changed with a link that we sent to another address than the registered one. Two people had looked at the request, it had waited, and we had written to every address that we know for the account. Everybody who was signed in was signed out.',
      'For 30 days the account is restricted: a new password takes another waiting time, and no link goes to a new address.',
      'If that was you, there is nothing more to do.',
      'If it was not you, please say so at once. The case stops, and somebody looks at it:',
      ...link(facts.contestUrl, 'This was not me'),
      neverAsk,
      ...closing(facts),
    ],
  }),
}

function closing({ deskName, ticketId }: LetterFacts): Paragraph[] {
  return [
    `Your case has the number ${ticketId}. If you write again, answer this mail and keep it in the same thread.`,
    deskName,
  ]
}

function byForm(form: LetterFacts['form']): Paragraph[] {
  if (form === null) return []
  return [
    `Or answer the same questions on our page. It asks for this code, which is good for seven days: ${form.code}`,
    { label: 'The page with the questions', link: form.url },
  ]
}

function byCode(confirm: LetterFacts['confirm']): Paragraph[] {
  return confirm === null ? [] : [confirm.code, { label: 'The page for the code', link: confirm.url }]
}

function link(url: string | null, label: string): Paragraph[] {
  return url === null ? [] : [{ label, link: url }]
}
