import { createServer, type Socket } from 'node:net'

export type FakeMail = { uid: number; bytes: Buffer; internalDate: string }

/** What one connection has done so far. */
export type Session = {
  socket: Socket
  signedIn: boolean
  introduced: boolean
  selected: boolean
  idling: string | null
  deaf: boolean
  seen: number
}

/** How the server differs from a good one. Each is read when it matters, so a test can change it while it runs. */
export type Behaviour = {
  capabilities: string[]
  /** Hangs up before the greeting. */
  refuses: () => boolean
  /** What LOGIN is answered instead of OK, e.g. "NO [ALERT] ...". */
  atLogin: (logins: number) => string | null
  /** What SELECT and EXAMINE are answered instead of OK. */
  atSelect: (session: Session) => string | null
  /** What a FETCH of one body does instead of answering. */
  atBody: (uid: number) => 'reset halfway' | 'bye' | 'leave out' | 'refuse' | null
  /** What a FETCH of more than one body is answered instead. */
  atBatch: () => string | null
  shuffledItems: boolean
  sizeFactor: number
  /** A mail that arrives with the next IDLE, told before its continuation line. */
  early: string | null
  /** After IDLE nothing is read or written any more, and nothing is closed. */
  deafAfterIdle: boolean
  /** New mails show only after NOOP, IDLE or SELECT. */
  hidesNew: boolean
  saysUidNext: boolean
  folders: string[]
}

export type FakeServer = {
  port: number
  mails: FakeMail[]
  uidvalidity: number
  behaviour: Behaviour
  /** Every command line, without its tag. */
  commands: string[]
  connections: number
  logins: number
  open: () => number
  deliver: (bytes: string) => void
  cutAll: () => void
  close: () => Promise<void>
}

/** A small IMAP server that can be told to misbehave as servers in the field do. */
export async function openFakeServer(change: Partial<Behaviour> = {}): Promise<FakeServer> {
  const sessions = new Set<Session>()
  const fake: FakeServer = {
    port: 0,
    mails: [],
    uidvalidity: 7,
    behaviour: {
      capabilities: ['IMAP4rev1', 'IDLE', 'ID', 'NAMESPACE'],
      refuses: () => false,
      atLogin: () => null,
      atSelect: () => null,
      atBody: () => null,
      atBatch: () => null,
      shuffledItems: false,
      sizeFactor: 1,
      early: null,
      deafAfterIdle: false,
      hidesNew: false,
      saysUidNext: true,
      folders: ['INBOX'],
      ...change,
    },
    commands: [],
    connections: 0,
    logins: 0,
    open: () => sessions.size,
    deliver: (bytes) => {
      const uid = (fake.mails.at(-1)?.uid ?? 0) + 1
      fake.mails.push({ uid, bytes: Buffer.from(bytes), internalDate: '22-Nov-2026 08:00:00 +0000' })
      for (const session of sessions)
        if (session.idling && !session.deaf && !fake.behaviour.hidesNew) show(session, fake)
    },
    cutAll: () => {
      for (const { socket } of sessions) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        fake.cutAll()
      }),
  }
  const server = createServer((socket) => {
    fake.connections += 1
    socket.on('error', () => {})
    if (fake.behaviour.refuses()) return socket.destroy()
    const session: Session = {
      socket,
      signedIn: false,
      introduced: false,
      selected: false,
      idling: null,
      deaf: false,
      seen: 0,
    }
    sessions.add(session)
    socket.on('close', () => sessions.delete(session))
    let waiting = ''
    socket.on('data', (chunk) => {
      waiting += chunk.toString('latin1')
      for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
        const line = waiting.slice(0, end)
        waiting = waiting.slice(end + 2)
        answer(line, session, fake)
      }
    })
    return socket.write('* OK ready\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  fake.port = (server.address() as { port: number }).port
  return fake
}

function arriveEarly(_session: Session, fake: FakeServer): void {
  const { early } = fake.behaviour
  if (early === null) return
  fake.behaviour.early = null
  fake.deliver(early)
}

function show(session: Session, fake: FakeServer): void {
  if (session.seen === fake.mails.length) return
  session.seen = fake.mails.length
  session.socket.write(`* ${session.seen} EXISTS\r\n`)
}

function answer(line: string, session: Session, fake: FakeServer): void {
  const { behaviour } = fake
  if (session.deaf) return
  if (session.idling) {
    session.socket.write(`${session.idling} OK done\r\n`)
    session.idling = null
    return
  }
  const [, tag = '*', command = '', rest = ''] = /^(\S+) (UID \S+|\S+) ?(.*)$/s.exec(line) ?? []
  fake.commands.push(line.slice(tag.length + 1))
  const say = (...lines: string[]) => session.socket.write(`${lines.join('\r\n')}\r\n`)
  switch (command.toUpperCase()) {
    case 'CAPABILITY':
      return void say(`* CAPABILITY ${behaviour.capabilities.join(' ')}`, `${tag} OK`)
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
    case 'NAMESPACE':
      return void say('* NAMESPACE (("" "/")) NIL NIL', `${tag} OK`)
    case 'LIST':
      return void say(...behaviour.folders.map((name) => `* LIST () "/" "${name}"`), `${tag} OK`)
    case 'SELECT':
    case 'EXAMINE':
      select(rest, tag, session, fake)
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
