import { TLSSocket } from 'node:tls'
import type { FakeServer, Session } from './fake-behaviour.ts'

function arriveEarly(_session: Session, fake: FakeServer): void {
  const { early } = fake.behaviour
  if (early === null) return
  fake.behaviour.early = null
  fake.deliver(early)
}

/** Tells a client of what has arrived. */
export function show(session: Session, fake: FakeServer): void {
  if (session.seen === fake.mails.length) return
  session.seen = fake.mails.length
  session.socket.write(`* ${session.seen} EXISTS\r\n`)
}

/** Answers one line of a client. */
export function answer(line: string, session: Session, fake: FakeServer): void {
  const { behaviour } = fake
  if (session.deaf) return
  if (session.sasl) {
    const next = session.sasl
    session.sasl = null
    next(line)
    return
  }
  if (session.idling) {
    session.socket.write(`${session.idling} OK done\r\n`)
    session.idling = null
    return
  }
  const [, tag = '*', command = '', rest = ''] = /^(\S+) (UID \S+|\S+) ?(.*)$/s.exec(line) ?? []
  fake.commands.push(line.slice(tag.length + 1))
  const say = (...lines: string[]) => session.socket.write(`${lines.join('\r\n')}\r\n`)
  if (behaviour.ignores.includes(command.toUpperCase())) return void dawdle(session)
  switch (command.toUpperCase()) {
    case 'CAPABILITY':
      return void say(`* CAPABILITY ${capabilities(session, fake).join(' ')}`, `${tag} OK`)
    case 'ID':
      if (session.signedIn && rest !== 'NIL') session.introduced = true
      return void say('* ID ("name" "fake" "vendor" "nobody")', `${tag} OK`)
    case 'LOGIN': {
      fake.logins += 1
      const refusal = behaviour.atLogin(fake.logins)
      if (refusal) return void say(`${tag} ${refusal}`)
      session.signedIn = true
      return void say(`${tag} OK`)
    }
    case 'AUTHENTICATE':
      authenticate(rest, tag, session, fake)
      return
    case 'NAMESPACE':
      return void say('* NAMESPACE (("" "/")) NIL NIL', `${tag} OK`)
    case 'LIST':
      return void say(...behaviour.folders.map((name) => `* LIST () "/" "${name}"`), `${tag} OK`)
    case 'SELECT':
    case 'EXAMINE':
      select(rest, tag, session, fake)
      return
    case 'UID SEARCH':
      search(rest, tag, session, fake)
      return
    case 'UID FETCH':
      fetch(rest, tag, session, fake)
      return
    case 'FETCH': {
      const [seq, ...items] = rest.split(' ')
      fetch(`${fake.mails[Number(seq) - 1]?.uid} ${items.join(' ')}`, tag, session, fake)
      return
    }
    case 'NOOP':
      show(session, fake)
      return void say(`${tag} OK`)
    case 'IDLE':
      if (!behaviour.capabilities.includes('IDLE')) return void say(`${tag} BAD unknown command`)
      session.idling = tag
      session.deaf = behaviour.deafAfterIdle
      if (!session.deaf) arriveEarly(session, fake)
      say('+ idling')
      if (!session.deaf) show(session, fake)
      return
    case 'LOGOUT':
      say('* BYE', `${tag} OK`)
      return void session.socket.end()
    default:
      return void say(`${tag} BAD unknown command`)
  }
}

/** Under TLS there is nothing left to begin, and signing in is allowed. */
function capabilities({ socket }: Session, { behaviour }: FakeServer): string[] {
  if (!(socket instanceof TLSSocket)) return behaviour.capabilities
  return behaviour.capabilities.filter((name) => name !== 'STARTTLS' && name !== 'LOGINDISABLED')
}

function select(rest: string, tag: string, session: Session, fake: FakeServer): void {
  const refusal = fake.behaviour.atSelect(session)
  const name = /^"?([^"]*)"?/.exec(rest)?.[1] ?? ''
  const known = fake.behaviour.folders.includes(name)
  if (refusal || !known) return void session.socket.write(`${tag} ${refusal ?? 'NO no such folder'}\r\n`)
  session.selected = true
  session.seen = fake.mails.length
  const uidNext = (fake.mails.at(-1)?.uid ?? 0) + 1
  session.socket.write(
    [
      '* FLAGS (\\Seen)',
      `* ${session.seen} EXISTS`,
      '* 0 RECENT',
      `* OK [UIDVALIDITY ${fake.uidvalidity}]`,
      ...(fake.behaviour.saysUidNext ? [`* OK [UIDNEXT ${uidNext}]`] : []),
      `${tag} OK [READ-ONLY] done\r\n`,
    ].join('\r\n'),
  )
}

/** XOAUTH2 with and without an initial response; a refusal comes as Google's servers give it. */
function authenticate(rest: string, tag: string, session: Session, fake: FakeServer): void {
  const [mechanism = '', initial] = rest.split(' ')
  const judge = (response: string) => {
    fake.logins += 1
    const [user = '', token = ''] = Buffer.from(response, 'base64').toString().split('\x01')
    const refusal = fake.behaviour.atToken(user.replace(/^user=/, ''), token.replace(/^auth=Bearer /, ''))
    if (refusal === null) {
      session.signedIn = true
      session.socket.write(`${tag} OK\r\n`)
      return
    }
    session.sasl = () => session.socket.write(`${tag} NO AUTHENTICATE failed.\r\n`)
    session.socket.write(
      `+ ${Buffer.from(JSON.stringify({ status: refusal, schemes: 'Bearer' })).toString('base64')}\r\n`,
    )
  }
  if (mechanism.toUpperCase() !== 'XOAUTH2') return void session.socket.write(`${tag} NO unknown mechanism\r\n`)
  if (initial !== undefined) return void judge(initial)
  session.sasl = judge
  session.socket.write('+ \r\n')
}

/** Never answers, and yet the line is not silent. */
function dawdle({ socket }: Session): void {
  const timer = setInterval(() => socket.write('* OK still here\r\n'), 100)
  socket.on('close', () => clearInterval(timer))
}

/** Knows UID sets and SINCE, all that the desk asks. */
function search(rest: string, tag: string, session: Session, fake: FakeServer): void {
  const refusal = fake.behaviour.atSearch()
  if (refusal) return void session.socket.write(`${tag} ${refusal}\r\n`)
  const set = /UID (\S+)/.exec(rest)?.[1] ?? '1:*'
  const day = /SINCE "?(\d+-\w+-\d+)/.exec(rest)?.[1]
  const since = day === undefined ? Number.NEGATIVE_INFINITY : Date.parse(`${day.replaceAll('-', ' ')} UTC`)
  const visible = fake.mails.slice(0, session.seen)
  const found = visible.filter(
    ({ uid, internalDate }) =>
      inSet(uid, set, visible.at(-1)?.uid ?? 0) && Date.parse(internalDate.replace(/(\w)-(\w+)-/, '$1 $2 ')) >= since,
  )
  session.socket.write(`* SEARCH${found.map(({ uid }) => ` ${uid}`).join('')}\r\n${tag} OK\r\n`)
}

/** As IMAP writes a date-time (RFC 3501, 9). */
export function imapDate(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().split(' ')
  return `${day}-${month}-${year} ${time} +0000`
}

function fetch(rest: string, tag: string, session: Session, fake: FakeServer): void {
  const { behaviour } = fake
  const [, set = '', items = ''] = /^(\S+) (.*)$/.exec(rest) ?? []
  const visible = fake.mails.slice(0, session.seen)
  if (visible.length === 0) return void session.socket.write(`${tag} BAD Invalid messageset\r\n`)
  const wanted = visible.filter(({ uid }) => inSet(uid, set, visible.at(-1)?.uid ?? 0))
  const bodies = items.includes('BODY.PEEK[]')
  const refused = bodies && wanted.length > 1 ? behaviour.atBatch() : null
  if (refused) return void session.socket.write(`${tag} ${refused}\r\n`)
  const most = Number(/BODY\.PEEK\[\]<0\.(\d+)>/.exec(items)?.[1] ?? Number.POSITIVE_INFINITY)
  for (const mail of wanted) {
    const odd = bodies ? behaviour.atBody(mail.uid) : null
    if (odd === 'refuse') return void session.socket.write(`${tag} NO cannot read this one\r\n`)
    if (odd === 'leave out') continue
    if (odd === 'bye') {
      session.socket.write('* BYE System Error\r\n')
      return void session.socket.end()
    }
    const part = mail.bytes.subarray(0, most)
    const said = [
      Buffer.from(`UID ${mail.uid}`),
      Buffer.from(`RFC822.SIZE ${mail.bytes.length * behaviour.sizeFactor}`),
      Buffer.from(`INTERNALDATE "${mail.internalDate}"`),
      ...(bodies
        ? [
            Buffer.concat([
              Buffer.from(`BODY[]${most < Number.POSITIVE_INFINITY ? '<0>' : ''} {${part.length}}\r\n`),
              part,
            ]),
          ]
        : []),
    ]
    if (behaviour.shuffledItems) said.reverse()
    const seq = visible.indexOf(mail) + 1
    const line = Buffer.concat([
      Buffer.from(`* ${seq} FETCH (`),
      ...said.flatMap((item, at) => (at === 0 ? [item] : [Buffer.from(' '), item])),
      Buffer.from(')\r\n'),
    ])
    if (odd === 'reset halfway') {
      session.socket.write(line.subarray(0, Math.floor(line.length / 2)), () => session.socket.resetAndDestroy())
      return
    }
    session.socket.write(line)
  }
  session.socket.write(`${tag} OK\r\n`)
}

/** RFC 3501: `n:*` means the last mail too when n is beyond it. */
function inSet(uid: number, set: string, last: number): boolean {
  return set.split(',').some((range) => {
    const [from = 0, to] = range.split(':').map((end) => (end === '*' ? last : Number(end)))
    const other = to ?? from
    return uid >= Math.min(from, other) && uid <= Math.max(from, other)
  })
}
