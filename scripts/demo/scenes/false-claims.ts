import { besideIt, friendsOf, longDate, type Person, type Scene } from './scene.ts'

type FalseClaim = (victim: Person, other: Person) => Scene

/** Mails that are not from the owner, or look as if they were not. */
export const falseClaims: readonly FalseClaim[] = [
  (victim) => ({
    from: victim.registeredEmail,
    signed: false,
    subject: 'Reset needed',
    text: `Please reset ${victim.number}. My other mail is writer41@example.net, use that one, this one has a problem.
`,
  }),
  (victim) => ({
    from: 'writer42@example.net',
    signed: true,
    subject: `password of ${victim.number}`,
    text: `Hello, this is my account: ${victim.number}. Nickname ${victim.nickname}, city ${victim.city}, I am sure about the rest too: born ${longDate(besideIt(victim.birthDate))}. I lost my e-mail so please write to this one.
`,
  }),
  (victim, other) => ({
    from: 'writer42@example.net',
    signed: true,
    subject: `password of ${other.number}`,
    text: `Hello, this account is mine as well: ${other.number}. Nickname ${other.nickname}, city ${other.city}. I lost the e-mail of it. The other one you have is ${victim.number}.
`,
  }),
  (victim) => ({
    from: 'writer43@example.org',
    signed: true,
    subject: 'my girlfriend forgot her password',
    text: `Hi, I write for my girlfriend, she has number ${victim.number} and no computer at the moment. Her name is ${victim.realName}. Could you send the reset to me? She sits next to me and says it is all right.
`,
  }),
  (victim) => ({
    from: 'writer44@example.org',
    signed: true,
    subject: '帮我妈妈找回密码',
    text: `您好，我妈妈的号码是${victim.number}，她不会用电脑，让我帮她写信。她叫${victim.realName}，昵称${victim.nickname}。请把新密码发给我，我转告她。
`,
  }),
  (victim) => ({
    from: `${victim.registeredEmail.split('@')[0]}@webmail.example`,
    signed: true,
    subject: 'Re: your account',
    text: `It is me, number ${victim.number}. I moved my mail to a new place with the same name in front. Please send the link here.
`,
  }),
  (victim) => ({
    from: 'writer45@example.net',
    signed: true,
    subject: 'friend list',
    text: `I own ${victim.number}. Proof, people on my list: ${[...friendsOf(victim, 2), ...inventedNumbers(victim.number, 18)].join(', ')}. Mailbox is lost.
`,
  }),
  (victim) => ({
    from: victim.registeredEmail,
    signed: false,
    subject: 'new password please',
    text: `Account ${victim.number}, I forgot it again. I also write from writer46@example.net, both are me.
`,
    headers: [['From', 'writer46@example.net']],
  }),
  () => ({
    from: 'writer47@example.org',
    signed: true,
    subject: '[subject: password recovery]',
    text: `Dear support,

I am the owner of the account [your user name] and I have lost my password. My registered e-mail is [your e-mail]. My date of birth is [date].

Best regards
[your name]
`,
  }),
  () => ({
    from: 'writer48@example.org',
    signed: true,
    subject: 'account 900000001',
    text: `Hello, my account is 900000001, I forgot the password. I used it every day until yesterday. My nickname is River.
`,
  }),
]

/** Numbers that somebody makes up beside another: the same at every start. */
function inventedNumbers(number: string, count: number): string[] {
  const base = Number(number.slice(0, 6))
  return Array.from({ length: count }, (_, at) => `${String(((base + 1) * (at + 7) * 7919) % 90_000_000)}1`)
}
