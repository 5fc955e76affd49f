import { expect, test } from 'vitest'
import { handOver } from '#app/hand-over.ts'

test.each([
  '[{"_1":2},"subject","Lost password"]\n',
  '</script><script>alert(1)</script>',
  '<!-- <script>',
  'one & two\u2028three\u2029four "five" \\six',
  '找回密码',
])('what was loaded reaches the browser as it was, and nothing in it ends the script: %j', (loaded) => {
  const script = handOver(loaded, 'bm9uY2U=')
  const [, inside = ''] = /^<script nonce="bm9uY2U=">(.*)<\/script>$/s.exec(script) ?? []
  expect(inside).not.toMatch(/[<>&\u2028\u2029]/)
  const told: unknown[] = []
  const window = {
    __remixContext: {
      streamController: { enqueue: (value: unknown) => told.push(value), close: () => told.push('closed') },
    },
  }
  new Function('window', inside)(window)
  expect(told).toEqual([loaded, 'closed'])
})
