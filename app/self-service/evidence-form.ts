import type { Claim } from '#app/claims/claim.ts'
import { extractClaims } from '#app/claims/extract.ts'

/** What the form asks, in its order: the same for everybody, and nothing of it from an account. */
export const formFields = [
  'account',
  'registeredEmail',
  'mailbox',
  'signedUp',
  'realName',
  'birthDate',
  'nickname',
  'formerNickname',
  'city',
  'gender',
  'phone',
  'friends',
  'question1',
  'answer1',
  'question2',
  'answer2',
  'question3',
  'answer3',
  'happened',
] as const
export type FormField = (typeof formFields)[number]
export type FormAnswers = Readonly<Record<FormField, string>>

/** The longest answer of each kind, in UTF-16 units; what is longer is cut where it is typed. */
export const longestAnswer = 200
export const longestStory = 4_000

/** The choices of the two questions that have some; anything else counts as not answered. */
export const mailboxChoices = ['', 'readable', 'lost'] as const
export const genderChoices = ['', 'female', 'male', 'other'] as const

/** A label that the claims are read by, and that agents read; null: the words stand alone. */
const labels: Record<FormField, string | null> = {
  account: 'Account number',
  registeredEmail: 'Registered e-mail',
  mailbox: null,
  signedUp: 'Signed up',
  realName: 'Real name',
  birthDate: 'Birth date',
  nickname: 'Nickname',
  formerNickname: 'Former nickname',
  city: 'City',
  gender: 'Gender',
  phone: 'Phone',
  friends: 'Friend numbers',
  question1: 'Security question',
  answer1: 'Answer',
  question2: 'Security question',
  answer2: 'Answer',
  question3: 'Security question',
  answer3: 'Answer',
  happened: 'What happened',
}

const mailboxWords: Record<string, string> = { readable: 'Mailbox: I can read it', lost: 'Mailbox lost: yes' }

/** Takes the form's own fields, bounded; a field that is not there is not answered. */
export function readAnswers(form: FormData): FormAnswers {
  const answers = formFields.map((field) => {
    const typed = form.get(field)
    const text = typeof typed === 'string' ? typed.replaceAll('\r\n', '\n').trim() : ''
    const tidy = field === 'happened' || field === 'friends' ? text : text.replace(/\s+/g, ' ')
    return [field, tidy.slice(0, field === 'happened' || field === 'friends' ? longestStory : longestAnswer)]
  })
  return Object.fromEntries(answers) as FormAnswers
}

/** Whether there is anything in it at all. */
export function isAnswered(answers: FormAnswers): boolean {
  return formFields.some((field) => answers[field] !== '')
}

/**
 * The answers as the text that is kept and shown, and what they claim, each with its place in that text. They are read
 * by the same rules as a mail; an answer that the rules would not believe in a mail is not believed here.
 */
export function drawAnswers(
  answers: FormAnswers,
  from: { senderAddress: string | null; deskAddress: string },
): { text: string; claims: Claim[] } {
  const lines: string[] = []
  const claims: Claim[] = []
  let start = 0
  for (const part of partsOf(answers)) {
    const found = extractClaims({
      subject: '',
      text: part.text,
      reply: [{ start: 0, end: part.text.length }],
      language: 'en',
      ...from,
    })
    for (const claim of found) {
      if (claims.some(({ kind, value }) => kind === claim.kind && value === claim.value)) continue
      claims.push({ ...claim, source: 'form', start: claim.start + start, end: claim.end + start })
    }
    lines.push(part.text)
    start += part.text.length + 1
  }
  return { text: lines.join('\n'), claims }
}

/** Each answer with its label; a security question and its answer are read together. */
function partsOf(answers: FormAnswers): { text: string }[] {
  return formFields.flatMap((field) => {
    const answer = field === 'gender' ? choice(answers.gender, genderChoices) : answers[field]
    if (field === 'mailbox') {
      const words = mailboxWords[choice(answers.mailbox, mailboxChoices)]
      return words ? [{ text: words }] : []
    }
    if (field.startsWith('answer') || answer === '') return []
    if (!field.startsWith('question')) return [{ text: `${labels[field]}: ${answer}` }]
    const said = answers[`answer${field.at(-1)}` as FormField]
    return said === '' ? [] : [{ text: `${labels[field]}: ${answer}\n${labels.answer1}: ${said}` }]
  })
}

function choice(answer: string, choices: readonly string[]): string {
  return choices.includes(answer) ? answer : ''
}
