import { describe, expect, test } from 'vitest'
import { type KnownDevice, readDevice, signDevice } from '#app/sign-in/known-device.ts'

const key = new Uint8Array(32).fill(7)
const now = new Date('2026-11-22T09:00:00Z')
const device: KnownDevice = {
  kind: 'staff',
  name: 'ana@desk.example',
  id: 'a'.repeat(22),
  until: new Date('2026-11-23T09:00:00Z'),
}
const read = (mark: string | null, change: Partial<{ kind: 'staff' | 'account'; name: string; now: Date }> = {}) =>
  readDevice(mark, { kind: device.kind, name: device.name, now, ...change }, key)

test('a device is known again for the name it signed in with, until its mark runs out', () => {
  const mark = signDevice(device, key)
  expect(read(mark)).toBe(device.id)
  expect(read(mark, { now: new Date('2026-11-23T08:59:59Z') })).toBe(device.id)
  expect(read(mark, { now: new Date('2026-11-23T09:00:00Z') })).toBeNull()
})

test('a mark names nobody', () => {
  expect(signDevice(device, key)).not.toMatch(/ana|desk|staff/)
})

describe('nobody is known by', () => {
  const mark = signDevice(device, key)
  test.each([
    { says: 'the mark of another name', found: read(mark, { name: 'raj@desk.example' }) },
    { says: 'the mark of an account of the same name', found: read(mark, { kind: 'account' }) },
    { says: 'a mark of another key', found: read(signDevice(device, new Uint8Array(32))) },
    { says: 'a mark made to last longer', found: read(mark.replace(/\.\d+\./, '.9999999999.')) },
    { says: 'a mark with another id', found: read(`b${mark.slice(1)}`) },
    { says: 'a mark that was cut', found: read(mark.slice(0, -1)) },
    { says: 'something else', found: read('mark') },
    { says: 'nothing', found: read(null) },
  ])('$says', ({ found }) => {
    expect(found).toBeNull()
  })
})
