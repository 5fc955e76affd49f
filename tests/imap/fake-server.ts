import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import type { Behaviour, FakeServer, FakeTls, Session } from './fake-behaviour.ts'
import { answer, imapDate, show } from './fake-commands.ts'

/** A small IMAP server that can be told to misbehave as servers in the field do. */
export async function openFakeServer(change: Partial<Behaviour> = {}, tls?: FakeTls): Promise<FakeServer> {
  const sessions = new Set<Session>()
  const fake: FakeServer = {
    port: 0,
    mails: [],
    uidvalidity: 7,
    behaviour: {
      capabilities: ['IMAP4rev1', 'IDLE', 'ID', 'NAMESPACE'],
      refuses: () => false,
      atLogin: () => null,
      atToken: () => null,
      atSelect: () => null,
      atBody: () => null,
      atBatch: () => null,
      atSearch: () => null,
      shuffledItems: false,
      sizeFactor: 1,
      early: null,
      ignores: [],
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
    deliver: (bytes, at = new Date(Date.now() - 3_600_000)) => {
      const uid = (fake.mails.at(-1)?.uid ?? 0) + 1
      fake.mails.push({ uid, bytes: Buffer.from(bytes), internalDate: imapDate(at) })
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
  const welcome = (socket: Socket) => {
    fake.connections += 1
    socket.on('error', () => {})
    if (fake.behaviour.refuses()) return socket.destroy()
    const session: Session = {
      socket,
      sasl: null,
      signedIn: false,
      introduced: false,
      selected: false,
      idling: null,
      deaf: false,
      seen: 0,
    }
    sessions.add(session)
    socket.on('close', () => sessions.delete(session))
    hear(socket, session)
    return socket.write('* OK ready\r\n')
  }
  const hear = (socket: Socket, session: Session) => {
    let waiting = ''
    socket.on('data', (chunk) => {
      waiting += chunk.toString('latin1')
      for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
        const line = waiting.slice(0, end)
        waiting = waiting.slice(end + 2)
        if (/^\S+ STARTTLS$/i.test(line) && tls) {
          fake.commands.push('STARTTLS')
          socket.removeAllListeners('data')
          socket.write(`${line.split(' ')[0]} OK begin\r\n`)
          session.socket = new TLSSocket(socket, { isServer: true, key: tls.key, cert: tls.cert })
          session.socket.on('error', () => {})
          hear(session.socket, session)
        } else answer(line, session, fake)
      }
    })
  }
  const server =
    tls?.from === 'the beginning' ? createTlsServer({ key: tls.key, cert: tls.cert }, welcome) : createServer(welcome)
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  fake.port = (server.address() as { port: number }).port
  return fake
}
