import { friendsOf, longDate, type Person, type Scene, yearOf } from './scene.ts'

/** A picture of one pixel. */
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** English mails from the registered address, each in the manner of another writer. */
export const registeredInEnglish: readonly ((person: Person) => Scene)[] = [
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'forgot password',
    text: `hi, i forgot the password of ${person.number}. i can read this mailbox. please send me the reset link, thx
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'Locked out after too many tries',
    text: `Hello,

since this morning the program says that my account is locked because of too many wrong passwords. I tried the three that I usually use. The number is ${person.number}, nickname ${person.nickname}.

Please unlock it or let me set a new password. I am writing from the address that I registered in ${yearOf(person.signedUpAt)}.

Kind regards
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'New phone, old account',
    html: `<html><body><p>Hello,</p>
<p>I bought a <b>new phone</b> and the old one knew the password, I do not. My account number is <b>${person.number}</b>.</p>
<table border="1"><tr><td>Nickname</td><td>${person.nickname}</td></tr><tr><td>City</td><td>${person.city}</td></tr>
<tr><td>Born</td><td>${longDate(person.birthDate)}</td></tr></table>
<p>Please help me to reset it.<br>Thank you!</p><img src="https://tracker.example/open.gif" width="1" height="1" alt=""></body></html>`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'Password reset please (screenshot attached)',
    text: `Good evening,

the sign-in page shows me the message in the picture. Account: ${person.number}. I have had it since ${yearOf(person.signedUpAt)} and never changed the password until last week, and now I do not remember the new one.

Regards
`,
    attachments: [{ filename: 'sign-in.png', contentType: 'image/png', content: onePixel }],
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'Which number do I have?',
    text: `Hello, this is embarrassing: I forgot my account number as well as the password. I registered with this e-mail, my nickname is ${person.nickname} and I was born on ${longDate(person.birthDate)}. Can you find my number and send me a link?
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'Re: Re: Password',
    text: `Sorry, here is the number that was missing in my first mail: ${person.number}.

On Tuesday a friend wrote:
> You have to tell them the number, otherwise they cannot find you.
>> I wrote to them that my password is gone, my old number was 900000002,
>> but I think that is wrong.
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'I think somebody else was in my account',
    text: `Hello,

yesterday friends got strange messages from me that I did not write. Somebody knows my password. Please reset it for ${person.number} as fast as you can. My nickname was ${person.nickname} but now another one is shown.

I can still read this mailbox and I changed its password an hour ago.
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'password, and I answer your questions in advance',
    text: `To whom it may concern,

Account number: ${person.number}
Registered e-mail: ${person.registeredEmail}
Real name: ${person.realName}
Nickname: ${person.nickname}
Date of birth: ${longDate(person.birthDate)}
City: ${person.city}
Signed up: ${yearOf(person.signedUpAt)}
Friends: ${friendsOf(person, 4).join(', ')}

I would like to reset my password. I do not have anything else that I could tell you.
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'my son changed it',
    text: `My son (9) changed the password on my computer to something funny and cannot tell me what. My number: ${person.number.replace(/(\d{3})(?=\d)/g, '$1 ')}. It is not urgent but I miss my friends.
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'old password was hunter-number-nine, please give me a new one',
    text: `Hello, my password was hunter-number-nine, it does not work any longer. Account ${person.number}. I want a new one, any will do.
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: false,
    subject: 'Reset my password',
    text: `Hello, my mailbox belongs to a small club and our server is old, I hope this arrives. Account ${person.number}, nickname ${person.nickname}, please reset the password.
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: 'Sign-in problem on the new computer',
    text: `Hi team,
installed everything new, and of course the saved password is gone. Number ${person.number}; I live in ${person.city}. What do you need from me to reset it?
Sent from my computer
`,
    html: `<div>Hi team,<br>installed everything new, and of course the saved password is gone. Number <span style="color:#336">${person.number}</span>; I live in ${person.city}. What do you need from me to reset it?</div><div>Sent from my computer</div>`,
  }),
]
