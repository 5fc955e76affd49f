import { expect, test } from 'vitest'
import { sendingNetwork } from '#app/mail/sending-network.ts'

const fields = (...received: string[]) => received.map((value) => ({ name: 'received', value }))
const own = ['mx.recovery.example', 'box.recovery.example']

test.each<[string, string, string | null]>([
  ['an address', 'from x.example (x.example [198.51.100.7]) by mx.recovery.example; Mon', '198.51.100.0/24'],
  [
    'what the sender called himself',
    'from [203.0.113.9] (unknown [198.51.100.7]) by mx.recovery.example',
    '198.51.100.0/24',
  ],
  ['a long one', 'from x.example [IPv6:2001:0db8:1:2::7] by mx.recovery.example', '2001:db8:1::/48'],
  ['a short one', 'from x.example [IPv6:2001:db8::7] by mx.recovery.example', '2001:db8:0::/48'],
  ['none', 'from x.example by mx.recovery.example', null],
])('the network is read from %s', (_what, received, network) => {
  expect(sendingNetwork(fields(received), own)).toBe(network)
})

test('hops within our own hosts are passed', () => {
  const inner = 'from mx.recovery.example (mx.recovery.example [10.0.0.2]) by box.recovery.example'
  const outer = 'from x.example (x.example [198.51.100.7]) by mx.recovery.example'
  expect(sendingNetwork(fields(inner, outer), own)).toBe('198.51.100.0/24')
})

test('what a stranger wrote of the way is not believed', () => {
  expect(sendingNetwork(fields('from y.example [203.0.113.9] by x.example'), own)).toBeNull()
  expect(sendingNetwork([], own)).toBeNull()
})

test('without named hosts the topmost line is ours', () => {
  expect(sendingNetwork(fields('from x.example [198.51.100.7] by mx.any.example'), [])).toBe('198.51.100.0/24')
})
