import { expect, test } from 'vitest'
import { cameAt } from '#app/mail/came-at.ts'

const arrivedAt = new Date('2026-11-22T09:00:00Z')
const own = 'from out.example.com (out.example.com [192.0.2.7]) by mx.recovery.example with ESMTPS id 1 for <desk@x>'
const foreign = 'from laptop by out.example.com with ESMTPSA id 2'
const may = 'Mon, 4 May 2026 10:00:00 +0200 (CEST)'

test.each<[string, [string, string][], string[], string]>([
  [
    'our own host took it in May',
    [['received', `${own}; ${may}`]],
    ['mx.recovery.example'],
    '2026-05-04T08:00:00.000Z',
  ],
  ['the topmost line is ours', [['received', `${own}; ${may}`]], [], '2026-05-04T08:00:00.000Z'],
  [
    'our own host took it now, whatever it says',
    [
      ['received', `${own}; Sun, 22 Nov 2026 08:59:00 +0000`],
      ['date', may],
    ],
    ['mx.recovery.example'],
    '2026-11-22T08:59:00.000Z',
  ],
  [
    'a host that is not ours says nothing',
    [
      ['received', `${foreign}; ${may}`],
      ['date', 'Sun, 22 Nov 2026 08:00:00 +0000'],
    ],
    ['mx.recovery.example'],
    '2026-11-22T08:00:00.000Z',
  ],
  ['it says of itself that it is of May', [['date', may]], [], '2026-05-04T08:00:00.000Z'],
  ['it says that it is of tomorrow', [['date', 'Mon, 23 Nov 2026 09:00:00 +0000']], [], arrivedAt.toISOString()],
  [
    'our own host’s clock runs ahead',
    [['received', `${own}; Mon, 23 Nov 2026 09:00:00 +0000`]],
    [],
    arrivedAt.toISOString(),
  ],
  ['its date cannot be read', [['date', 'yesterday']], [], arrivedAt.toISOString()],
  ['its clock was never set', [['date', 'Thu, 1 Jan 1970 00:00:00 +0000']], [], arrivedAt.toISOString()],
  [
    'our own host says no time',
    [
      ['received', own],
      ['date', may],
    ],
    [],
    arrivedAt.toISOString(),
  ],
  ['nothing says when', [], [], arrivedAt.toISOString()],
])('a mail came when: %s', (_what, fields, ownHosts, at) => {
  const headers = fields.map(([name, value]) => ({ name, value }))
  expect(cameAt(headers, { ownHosts, arrivedAt }).toISOString()).toBe(at)
})
