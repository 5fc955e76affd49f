import { expect, test } from 'vitest'
import {
  changedFields,
  type KnownMailbox,
  readMailboxForm,
  readRetention,
  typedWithoutSecrets,
} from '#app/mailboxes/mailbox-form.ts'
import type { FormFaults, MailboxSettings } from '#app/mailboxes/mailbox-settings.ts'

const typed = {
  address: 'Help@Desk.Example',
  host: 'IMAP.example.org',
  port: '993',
  security: 'tls',
  username: 'help',
  authentication: 'password',
  password: ' a b ',
  folder: 'INBOX',
  pollSeconds: '60',
  retentionDays: '',
  ca: '',
}

const settings: MailboxSettings = {
  address: 'help@desk.example',
  host: 'imap.example.org',
  port: 993,
  security: 'tls',
  username: 'help',
  authentication: 'password',
  tokenUrl: null,
  clientId: null,
  ca: null,
  folder: 'INBOX',
  pollSeconds: 60,
  retentionDays: null,
}

const oauth = {
  authentication: 'oauth',
  tokenUrl: 'https://login.example.org/token',
  clientId: 'desk',
  clientSecret: '',
  refreshToken: 'r',
}

const pem = '-----BEGIN CERTIFICATE-----\r\nMIIB\r\n-----END CERTIFICATE-----'

test('a whole form is read, addresses and hosts in their one form, the password as it was typed', () => {
  expect(readMailboxForm(typed, null)).toEqual({ settings, secret: { password: ' a b ' } })
})

test('every fault is told at once', () => {
  const read = readMailboxForm({ authentication: 'password', host: 'a b', port: '22', security: 'ssl' }, null)
  expect(read).toEqual({
    faults: {
      address: 'missing',
      host: 'host',
      port: 'port',
      security: 'choice',
      username: 'missing',
      folder: 'missing',
      pollSeconds: 'missing',
      password: 'missing',
    },
  })
})

test.each<[string, Record<string, string>, FormFaults]>([
  ['an address without a domain', { address: 'help' }, { address: 'address' }],
  ['a host with a scheme', { host: 'imaps://imap.example.org' }, { host: 'host' }],
  ['a host with a port', { host: 'imap.example.org:993' }, { host: 'host' }],
  ['a host with a path', { host: 'imap.example.org/x' }, { host: 'host' }],
  ['a port of another service', { port: '25' }, { port: 'port' }],
  ['a port beyond the last', { port: '70000' }, { port: 'port' }],
  ['a port that is no number', { port: '993; drop' }, { port: 'port' }],
  ['a folder with a line break', { folder: 'IN\r\nBOX' }, { folder: 'folder' }],
  ['no rest between looks', { pollSeconds: '0' }, { pollSeconds: 'poll' }],
  ['keeping bytes for no day', { retentionDays: '0' }, { retentionDays: 'retention' }],
  ['keeping bytes beyond the calendar', { retentionDays: '99999' }, { retentionDays: 'retention' }],
  ['a private key as an authority', { ca: pem.replaceAll('CERTIFICATE', 'PRIVATE KEY') }, { ca: 'authority' }],
  ['no password', { password: '' }, { password: 'missing' }],
  ['an unknown kind of sign-in', { authentication: 'kerberos' }, { authentication: 'choice' }],
  ['tokens over a clear line', { ...oauth, tokenUrl: 'http://login.example.org/token' }, { tokenUrl: 'token url' }],
  [
    'tokens with a user in the address',
    { ...oauth, tokenUrl: 'https://a:b@login.example.org' },
    { tokenUrl: 'token url' },
  ],
  ['no refresh token', { ...oauth, refreshToken: '' }, { refreshToken: 'missing' }],
  ['a secret without a refresh token', { ...oauth, clientSecret: 's', refreshToken: '' }, { refreshToken: 'missing' }],
  ['OAuth without its client', { ...oauth, clientId: '' }, { clientId: 'missing' }],
])('%s is a fault beside its field', (_what, change, faults) => {
  expect(readMailboxForm({ ...typed, ...change }, null)).toEqual({ faults })
})

test.each<[string, Record<string, string>, Partial<MailboxSettings>]>([
  ['an IPv4 address', { host: '10.0.0.7' }, { host: '10.0.0.7' }],
  ['an IPv6 address', { host: 'FD00::7' }, { host: 'fd00::7' }],
  ['a port of its own', { port: '10143' }, { port: 10143 }],
  ['a folder in Chinese', { folder: '收件箱/找回' }, { folder: '收件箱/找回' }],
  ['ninety days', { retentionDays: ' 90 ' }, { retentionDays: 90 }],
  ['a private authority', { ca: pem }, { ca: pem.replaceAll('\r', '') }],
  [
    'tokens from this machine itself',
    { ...oauth, tokenUrl: 'http://127.0.0.1:1/t' },
    { tokenUrl: 'http://127.0.0.1:1/t' },
  ],
  ['an address with a domain in Chinese', { address: 'desk@例子.example' }, { address: 'desk@xn--fsqu00a.example' }],
])('%s is taken', (_what, change, read) => {
  expect(readMailboxForm({ ...typed, ...change }, null)).toMatchObject({ settings: read })
})

test('a password mailbox drops what was typed for OAuth, and the other way round', () => {
  expect(readMailboxForm({ ...typed, ...oauth, authentication: 'password' }, null)).toEqual({
    settings,
    secret: { password: ' a b ' },
  })
  expect(readMailboxForm({ ...typed, ...oauth }, null)).toMatchObject({
    settings: { authentication: 'oauth', clientId: 'desk' },
    secret: { clientSecret: '', refreshToken: 'r' },
  })
})

const known: KnownMailbox = { settings, read: false }

test('an empty password keeps the stored one', () => {
  expect(readMailboxForm({ ...typed, password: '', pollSeconds: '30' }, known)).toEqual({
    settings: { ...settings, pollSeconds: 30 },
    secret: null,
  })
})

test.each<[string, Record<string, string>]>([
  ['another server', { host: 'imap.example.net' }],
  ['another port', { port: '1993' }],
  ['another user', { username: 'eve' }],
  ['no encryption', { security: 'none' }],
  ['another authority', { ca: pem }],
])('with %s the stored password is not sent there: it is asked for again', (_what, change) => {
  expect(readMailboxForm({ ...typed, ...change, password: '' }, known)).toEqual({
    faults: { password: 'missing again' },
  })
  expect(readMailboxForm({ ...typed, ...change }, known)).toHaveProperty('secret')
})

test('another token address asks for the tokens again', () => {
  const asked = {
    settings: { ...settings, authentication: 'oauth', tokenUrl: oauth.tokenUrl, clientId: 'desk' } as const,
    read: true,
  }
  const moved = { ...typed, ...oauth, refreshToken: '', tokenUrl: 'https://login.example.net/token' }
  expect(readMailboxForm(moved, asked)).toEqual({ faults: { refreshToken: 'missing again' } })
  expect(readMailboxForm({ ...moved, tokenUrl: oauth.tokenUrl }, asked)).toMatchObject({ secret: null })
})

test('a fault elsewhere does not ask for the password', () => {
  expect(readMailboxForm({ ...typed, password: '', pollSeconds: 'x' }, known)).toEqual({
    faults: { pollSeconds: 'poll' },
  })
})

test('a folder that was read stays the same folder, whatever is posted', () => {
  const posted = { ...typed, host: 'imap.evil.example', port: '10993', username: 'eve', folder: 'Spam', password: '' }
  expect(readMailboxForm(posted, { settings, read: true })).toEqual({ settings, secret: null })
})

test('what was typed is shown again, but no secret', () => {
  const shown = typedWithoutSecrets({ ...typed, ...oauth, clientSecret: 's', file: new Blob() })
  expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['password']))
  expect(JSON.stringify(shown)).not.toMatch(/ a b |"s"|"r"/)
  expect(shown).toMatchObject({ host: 'IMAP.example.org', tokenUrl: oauth.tokenUrl })
})

test('an absurdly long secret is refused', () => {
  expect(readMailboxForm({ ...typed, password: 'x'.repeat(9_000) }, null)).toEqual({ faults: { password: 'too long' } })
})

test.each([
  ['', null],
  ['30', 30],
  ['-1', undefined],
  ['ten', undefined],
])('the retention "%s" is %s', (text, read) => {
  expect(readRetention(text)).toBe(read)
})

test('changed fields are told by name', () => {
  expect(changedFields(settings, { ...settings, pollSeconds: 5, ca: 'x' })).toEqual(['ca', 'pollSeconds'])
})
