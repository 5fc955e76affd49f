import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync } from 'node:fs'
import { chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { ImapFlow } from 'imapflow'

export const dovecotUser = { user: 'desk', password: 'only-on-this-machine' }

export type Dovecot = {
  port: number
  /** Delivers a mail as an MTA would. */
  append: (bytes: string, folder?: string) => Promise<void>
  /** The same for many at once. */
  appendAll: (mails: readonly string[]) => Promise<void>
  /** Lays mails ready beside the inbox; what it gives back drops them all in at once. */
  stage: (mails: readonly Uint8Array[]) => Promise<() => Promise<void>>
  createFolder: (name: string) => Promise<void>
  /** The flags of every mail, to see that reading left no trace. */
  flags: () => Promise<string[][]>
  /** Loses the server's own numbering: the same mails come back under a new UIDVALIDITY. */
  renumber: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts Debian's Dovecot 2.3 on a loopback port, wholly as an ordinary user; root hands it to `nobody`. */
export async function startDovecot(): Promise<Dovecot> {
  const program = findDovecot()
  const dir = await mkdtemp(path.join(tmpdir(), 'latchkey-dovecot-'))
  const user = userInfo().uid === 0 ? 'nobody' : userInfo().username
  const id = (what: string) => execFileSync('id', [what, user], { encoding: 'utf8' }).trim()
  const [uid, gid, group] = [Number(id('-u')), Number(id('-g')), id('-gn')]
  const home = path.join(dir, 'mail', 'desk')
  chmodSync(dir, 0o755)
  for (const folder of ['run', 'state', 'log', 'mail', 'mail/desk']) {
    await mkdir(path.join(dir, folder), { recursive: true })
    chownSync(path.join(dir, folder), uid, gid)
  }
  const maildir = path.join(home, 'Maildir')
  for (const folder of ['', 'cur', 'new', 'tmp']) {
    await mkdir(path.join(maildir, folder), { mode: 0o700 })
    await chown(path.join(maildir, folder), uid, gid)
  }
  let delivered = 0
  const port = await freePort()
  await writeFile(
    path.join(dir, 'users'),
    `${dovecotUser.user}:{PLAIN}${dovecotUser.password}:${uid}:${gid}::${home}\n`,
  )
  const config = path.join(dir, 'dovecot.conf')
  await writeFile(config, configuration({ dir, port, user, group }))
  const server = spawn(program, ['-F', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  server.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await answering(
    port,
    () => server.exitCode === null,
    () => complaints,
  )

  return {
    port,
    append: (bytes, folder = 'INBOX') =>
      asClient(port, async (client) => void (await client.append(folder, Buffer.from(bytes)))),
    appendAll: (mails) =>
      asClient(port, async (client) => {
        for (const mail of mails) await client.append('INBOX', Buffer.from(mail))
      }),
    stage: async (mails) => {
      const names: string[] = []
      for (const bytes of mails) {
        delivered += 1
        // Dovecot numbers new mails in the order of these names.
        const name = `1700000000.M${String(delivered).padStart(9, '0')}P1.latchkey`
        await writeFile(path.join(maildir, 'tmp', name), bytes, { mode: 0o600 })
        await chown(path.join(maildir, 'tmp', name), uid, gid)
        names.push(name)
      }
      return async () => {
        for (const name of names) await rename(path.join(maildir, 'tmp', name), path.join(maildir, 'new', name))
      }
    },
    createFolder: (name) => asClient(port, async (client) => void (await client.mailboxCreate(name))),
    flags: () =>
      asClient(port, async (client) => {
        await client.mailboxOpen('INBOX', { readOnly: true })
        const all = await client.fetchAll('1:*', { flags: true })
        return all.map(({ flags }) => [...(flags ?? [])])
      }),
    renumber: async () => {
      // dovecot-uidvalidity stays: without it the new number is the second's, and may be the one it had.
      const forgotten = /^dovecot[.-](?!uidvalidity)/
      for (const name of await readdir(maildir)) if (forgotten.test(name)) await rm(path.join(maildir, name))
    },
    stop: async () => {
      server.kill('SIGTERM')
      await ended
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** Thrown where no Dovecot is installed; a command then ends with 69 (EX_UNAVAILABLE of sysexits). */
export class DovecotMissing extends Error {
  static readonly exitCode = 69
  constructor() {
    super('This needs Dovecot. Install it with: sudo apt-get install --no-install-recommends dovecot-imapd')
  }
}

function findDovecot(): string {
  const places = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot']
  const found = places.find((place) => existsSync(place))
  if (!found) throw new DovecotMissing()
  return found
}

function configuration({ dir, port, user, group }: { dir: string; port: number; user: string; group: string }): string {
  return `
base_dir = ${dir}/run
state_dir = ${dir}/state
instance_name = latchkey
log_path = ${dir}/log/dovecot.log
listen = 127.0.0.1
protocols = imap
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${group}
first_valid_uid = 0
mail_location = maildir:~/Maildir
mail_max_userip_connections = 50
mailbox_list_index = no
namespace inbox {
  inbox = yes
  separator = /
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n ${dir}/users
}
userdb {
  driver = passwd-file
  args = username_format=%n ${dir}/users
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service imap-hibernate {
  chroot =
}
service stats {
  chroot =
}
`
}

async function asClient<T>(port: number, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: dovecotUser.user, pass: dovecotUser.password },
    logger: false,
    disableAutoIdle: true,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.logout()
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

async function answering(port: number, running: () => boolean, complaints: () => string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!running()) throw new Error(`Dovecot did not start: ${complaints()}`)
    const answered = await asClient(port, async () => true).catch(() => false)
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Dovecot did not answer within ten seconds: ${complaints()}`)
}
