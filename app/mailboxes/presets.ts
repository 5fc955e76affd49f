import type { MailboxSettings } from './mailbox-settings.ts'

/** What is known of a provider's IMAP service; the rest is for whoever adds the mailbox. */
export type Preset = Pick<MailboxSettings, 'host' | 'port' | 'security' | 'authentication' | 'tokenUrl' | 'folder'> & {
  /** Of the addresses that it serves; none where anybody may have his own domain there. */
  domains: readonly string[]
  /** Its own page on this, for whoever sets it up; null where there is no provider. */
  help: string | null
}

const tls = { port: 993, security: 'tls', folder: 'INBOX' } as const
const password = { authentication: 'password', tokenUrl: null } as const

/** In the order in which they are offered; `generic` fits any server. */
export const presets = {
  gmail: {
    ...tls,
    ...password,
    host: 'imap.gmail.com',
    domains: ['gmail.com', 'googlemail.com'],
    help: 'https://support.google.com/accounts/answer/185833',
  },
  outlook: {
    ...tls,
    host: 'outlook.office365.com',
    authentication: 'oauth',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    help: 'https://learn.microsoft.com/en-us/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
  },
  qq: {
    ...tls,
    ...password,
    host: 'imap.qq.com',
    domains: ['qq.com', 'foxmail.com'],
    help: 'https://service.mail.qq.com/detail/0/75',
  },
  netease: {
    ...tls,
    ...password,
    host: 'imap.163.com',
    domains: ['163.com'],
    help: 'https://help.mail.163.com/faqDetail.do?code=d7a5dc8471cd0c0e8b4b8f4f8e49998b374173cfe9171305fa1ce630d7f67ac2a5feb28b66796d3b',
  },
  generic: { ...tls, ...password, host: '', domains: [], help: null },
} as const satisfies Record<string, Preset>

export type PresetName = keyof typeof presets
export const presetNames = Object.keys(presets) as PresetName[]

/** The preset of this name; null for any other word. */
export function findPreset(name: string | null): PresetName | null {
  return presetNames.find((one) => one === name) ?? null
}

/** Which preset a server belongs to, for showing what it wants. */
export function presetOfHost(host: string): PresetName {
  return presetNames.find((name) => presets[name].host === host) ?? 'generic'
}
