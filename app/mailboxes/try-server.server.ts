import { lookup } from 'node:dns/promises'
import { BlockList, connect, isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'
import type { Certificate, TestFault, TestStep, TestStepName } from './connection-test.ts'
import { tidy } from './mailbox.ts'
import type { MailboxSettings } from './mailbox-settings.ts'

/** Where no mail server is: this network's own machinery, e.g. the metadata service of a cloud. */
const closed = new BlockList()
closed.addSubnet('0.0.0.0', 8)
closed.addSubnet('169.254.0.0', 16)
closed.addSubnet('224.0.0.0', 3)
closed.addAddress('::', 'ipv6')
closed.addSubnet('fe80::', 10, 'ipv6')
closed.addSubnet('ff00::', 8, 'ipv6')
closed.addSubnet('::ffff:169.254.0.0', 112, 'ipv6')
closed.addSubnet('fd00:ec2::', 32, 'ipv6')

/** A step that failed: the desk's reason, or the words of the server or the system. */
export class StepFailed extends Error {
  constructor(
    readonly fault: TestFault | null,
    readonly said: string | null = null,
    readonly found: TestStep['found'] = undefined,
  ) {
    super(said ?? fault ?? 'failed')
  }
}

type Step = <T>(
  name: TestStepName,
  work: (signal: AbortSignal) => Promise<{ value: T; found?: TestStep['found'] }>,
) => Promise<T>

/** Resolves, connects and encrypts, without saying who asks: nothing secret is sent before the certificate is known. */
export async function tryServer(
  { host, port, security, ca }: Pick<MailboxSettings, 'host' | 'port' | 'security' | 'ca'>,
  { step, skip }: { step: Step; skip: (name: TestStepName) => Promise<void> },
): Promise<void> {
  const addresses = await step('resolve', async () => {
    const found = isIP(host) ? [host] : (await lookup(host, { all: true })).map(({ address }) => address)
    const open = found.filter((address) => !closed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'))
    if (open.length === 0) throw new StepFailed('refused address', null, { addresses: found })
    return { value: open, found: { addresses: open } }
  })
  const socket = await step('connect', async (signal) => {
    const reached = await reach(addresses, port, signal)
    if (security === 'tls') return { value: reached }
    try {
      await greet(reached, signal)
      return { value: reached }
    } catch (error) {
      reached.destroy()
      throw error
    }
  })
  try {
    if (security === 'none') return await skip('encrypt')
    await step('encrypt', async (signal) => {
      if (security === 'starttls') await startTls(socket, signal)
      const secured = await secure(socket, { host, ca, signal })
      const certificate = certificateOf(secured)
      const found = certificate ? { certificate } : undefined
      if (!secured.authorized) throw new StepFailed('not trusted', reasonOf(secured.authorizationError), found)
      if (security === 'tls') await greet(secured, signal)
      return { value: null, ...(found && { found }) }
    })
  } finally {
    socket.destroy()
  }
}

async function reach(addresses: readonly string[], port: number, signal: AbortSignal): Promise<Socket> {
  let fault: unknown = null
  for (const address of addresses.slice(0, 3)) {
    try {
      return await opened(connect({ host: address, port }), 'connect', signal)
    } catch (error) {
      fault = error
      if (signal.aborted) break
    }
  }
  throw fault
}

function secure(
  socket: Socket,
  { host, ca, signal }: { host: string; ca: string | null; signal: AbortSignal },
): Promise<TLSSocket> {
  const secured = connectTls({
    socket,
    minVersion: 'TLSv1.2',
    // Looked at before anything is sent: what was not believed is shown, never used.
    rejectUnauthorized: false,
    checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
    ...(isIP(host) ? {} : { servername: host }),
    ...(ca === null ? {} : { ca }),
  })
  return opened(secured, 'secureConnect', signal)
}

/** The first line of an IMAP server. What any other service says is not passed on. */
async function greet(socket: Socket, signal: AbortSignal): Promise<void> {
  const line = await readLine(socket, signal)
  if (/^\* (OK|PREAUTH)\b/i.test(line)) return
  if (/^\* BYE\b/i.test(line)) throw new StepFailed(null, tidy(line.slice(5)))
  throw new StepFailed('not imap')
}

async function startTls(socket: Socket, signal: AbortSignal): Promise<void> {
  socket.write('a1 STARTTLS\r\n')
  for (let lines = 0; lines < 20; lines += 1) {
    const line = await readLine(socket, signal)
    if (/^a1 OK\b/i.test(line)) return
    if (/^a1 /i.test(line)) throw new StepFailed('no starttls', tidy(line.slice(3)))
  }
  throw new StepFailed('not imap')
}

/** One line, up to a bound: the rest of what a server sends is not read. */
function readLine(socket: Socket, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const end = (error: Error | null) => {
      socket.off('data', hear)
      socket.off('error', fail)
      socket.off('close', over)
      signal.removeEventListener('abort', stop)
      socket.pause()
      if (error) reject(error)
      else resolve(text.slice(0, text.indexOf('\n')).trimEnd())
    }
    const hear = (bytes: Buffer) => {
      text += bytes.toString('latin1')
      if (text.includes('\n')) end(null)
      else if (text.length > 2_000) end(new StepFailed('not imap'))
    }
    const fail = (error: Error) => end(error)
    const over = () => end(new StepFailed('not imap'))
    const stop = () => end(new StepFailed('timeout'))
    socket.on('data', hear)
    socket.on('error', fail)
    socket.on('close', over)
    signal.addEventListener('abort', stop)
    socket.resume()
  })
}

function opened<T extends Socket>(socket: T, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => fail(new StepFailed('timeout'))
    const fail = (error: Error) => {
      signal.removeEventListener('abort', stop)
      socket.destroy()
      reject(error)
    }
    const over = () => fail(new StepFailed(null, 'The server closed the connection.'))
    socket.once('error', fail)
    socket.once('close', over)
    signal.addEventListener('abort', stop)
    socket.once(event, () => {
      socket.off('error', fail)
      socket.off('close', over)
      signal.removeEventListener('abort', stop)
      // What breaks between two steps shows in the next one.
      socket.on('error', () => {})
      resolve(socket)
    })
  })
}

function certificateOf(socket: TLSSocket): Certificate | null {
  const shown: Partial<PeerCertificate> = socket.getPeerCertificate()
  if (!shown.valid_to) return null
  return {
    subject: nameOf(shown.subject),
    issuer: nameOf(shown.issuer),
    endsAt: new Date(shown.valid_to).toISOString(),
  }
}

function nameOf(name: Partial<PeerCertificate['subject']> | undefined): string {
  const parts = [name?.CN, name?.O].flat().filter((part): part is string => typeof part === 'string')
  return tidy(parts.join(', '))
}

/** OpenSSL's code, e.g. CERT_HAS_EXPIRED. */
function reasonOf(error: Error | string | null): string | null {
  if (error === null) return null
  const { code, message } =
    typeof error === 'string' ? { code: undefined, message: error } : (error as NodeJS.ErrnoException)
  return tidy(code && !message.includes(code) ? `${message} (${code})` : message)
}
