/** One recipient of a delivery report (RFC 3464 section 2.3). */
export type Delivery = {
  recipient: string | null
  /** failed, delayed, delivered, relayed and expanded; the last three are told as `delivered`. */
  action: 'failed' | 'delayed' | 'delivered'
  status: string | null
  diagnostic: string
}

/** Reads the recipients of a message/delivery-status part; its first group, which is about the mail as a whole, is none. */
export function readDeliveries(text: string): Delivery[] {
  return text
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n[ \t]*\n/)
    .flatMap((group) => readGroup(group) ?? [])
}

function readGroup(group: string): Delivery | null {
  const fields = new Map<string, string>()
  for (const line of group.split('\n')) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  const named = fields.get('final-recipient') ?? fields.get('original-recipient')
  const action = fields.get('action')?.toLowerCase() ?? ''
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null
  if (named === undefined && status === null && action === '') return null
  const original = fields.get('original-recipient')
  return {
    recipient: mailbox(named ?? '') ?? mailbox(original ?? ''),
    action: readAction(action, status),
    status,
    diagnostic: fields.get('diagnostic-code') ?? fields.get('x-supplementary-info') ?? '',
  }
}

function readAction(action: string, status: string | null): Delivery['action'] {
  if (/^(?:delivered|relayed|expanded|deliver)/.test(action)) return 'delivered'
  if (/^delay/.test(action)) return 'delayed'
  if (action === '' && status?.startsWith('2')) return 'delivered'
  return 'failed'
}

function mailbox(value: string): string | null {
  return /([^\s<>;,"]{1,64}@[^\s<>;,"]{1,253})/.exec(value.replace(/^[\w-]+\s*;/, ''))?.[1] ?? null
}
