import type { Person, Scene } from './scene.ts'

/** Mails that no person wrote: absence notes, failed deliveries, a complaint, a newsletter. None may be answered. */
export function machineScenes(person: Person, desk: string): Scene[] {
  const domain = person.registeredEmail.slice(person.registeredEmail.indexOf('@') + 1)
  return [
    {
      from: person.registeredEmail,
      signed: true,
      subject: 'Out of office: We have your mail',
      text: `I am on holiday until the end of the month and read no mail. For urgent things write to the front desk.
`,
      headers: [
        ['Auto-Submitted', 'auto-replied'],
        ['Precedence', 'bulk'],
      ],
    },
    {
      from: 'writer61@example.org',
      signed: true,
      subject: '自动回复: 请补充一些情况',
      text: `您好，您的邮件我已收到，这是自动回复，我会尽快答复您。
`,
      headers: [['X-QQ-MIME', 'TCMime 1.0']],
    },
    {
      from: 'writer62@example.net',
      signed: true,
      subject: 'Automatic reply: Please tell us more',
      text: `Thank you for your message. I have left this organisation; this mailbox is not read.
`,
      headers: [['X-Auto-Response-Suppress', 'All']],
    },
    {
      from: `mailer-daemon@${domain}`,
      name: 'Mail Delivery System',
      signed: true,
      subject: 'Undelivered Mail Returned to Sender',
      headers: [['Auto-Submitted', 'auto-replied']],
      body: deliveryReport({
        recipient: 'writer63@example.org',
        reportingHost: `mx.${domain}`,
        status: '5.1.1',
        words: '550 5.1.1 no such user',
        desk,
      }),
    },
    {
      from: 'postmaster@example.net',
      signed: false,
      subject: 'Delivery delayed: A new password for your account',
      headers: [['Auto-Submitted', 'auto-generated']],
      body: deliveryReport({
        recipient: 'writer64@example.net',
        reportingHost: 'mx.example.net',
        status: '4.2.2',
        words: '452 4.2.2 mailbox full',
        desk,
      }),
    },
    {
      from: 'feedback@example.com',
      signed: true,
      subject: 'Complaint about message from the desk',
      body: {
        contentType: 'multipart/report; report-type=feedback-report; boundary="arf"',
        content: `--arf
Content-Type: text/plain; charset=us-ascii

This is an abuse report for a message received from this desk.
--arf
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: FeedbackLoop/1.0
Version: 1
Original-Rcpt-To: writer65@example.com
--arf
Content-Type: message/rfc822

From: ${desk}
To: writer65@example.com
Subject: We have your mail

Hello
--arf--
`,
      },
    },
    {
      from: 'news@letters.example',
      signed: true,
      subject: 'This week on the street: bicycles',
      text: `Ten bicycles we liked this week, and one that we did not. Read on at https://letters.example/bicycles
`,
      headers: [
        ['List-Id', '<weekly.letters.example>'],
        ['List-Unsubscribe', '<https://letters.example/leave>'],
        ['Precedence', 'list'],
      ],
    },
  ]
}

type Failure = { recipient: string; reportingHost: string; status: string; words: string; desk: string }

/** A delivery report (RFC 3464). */
function deliveryReport({ recipient, reportingHost, status, words, desk }: Failure) {
  return {
    contentType: 'multipart/report; report-type=delivery-status; boundary="dsn"',
    content: `--dsn
Content-Type: text/plain; charset=us-ascii

This is the mail system at ${reportingHost}. Your message could not be delivered to <${recipient}>: ${words}
--dsn
Content-Type: message/delivery-status

Reporting-MTA: dns; ${reportingHost}

Final-Recipient: rfc822; ${recipient}
Action: ${status.startsWith('5') ? 'failed' : 'delayed'}
Status: ${status}
Diagnostic-Code: smtp; ${words}
--dsn
Content-Type: text/rfc822-headers

From: ${desk}
To: ${recipient}
Subject: A letter from the desk
--dsn--
`,
  }
}
