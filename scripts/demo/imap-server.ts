import type { AddressInfo, Socket } from 'node:net'
import hoodiecrow from 'hoodiecrow-imap'

export type ImapServer = {
  port: number
  user: string
  password: string
  deliver: (bytes: Uint8Array) => void
  close: () => Promise<void>
}

/** An IMAP server in memory, on a loopback port; its UIDVALIDITY is the time of its start, as its UIDs begin anew. */
export async function openImapServer({ startedAt, port = 0 }: { startedAt: Date; port?: number }): Promise<ImapServer> {
  const [user, password] = ['desk', 'only-for-the-demo']
  const imap = hoodiecrow({
    plugins: ['ID', 'IDLE', 'UNSELECT', 'NAMESPACE', 'LITERALPLUS'],
    users: { [user]: { password } },
    storage: { INBOX: { uidvalidity: Math.floor(startedAt.getTime() / 1000) }, '': {} },
  })
  const open = new Set<Socket>()
  imap.server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve, reject) => {
    imap.server.once('error', reject)
    imap.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (imap.server.address() as AddressInfo).port,
    user,
    password,
    deliver: (bytes) => imap.appendMessage('INBOX', [], new Date(), Buffer.from(bytes).toString('latin1')),
    close: () =>
      new Promise((resolve) => {
        imap.close(resolve)
        for (const socket of open) socket.destroy()
      }),
  }
}
