import { expect, test } from 'vitest'
import { drawMetrics } from '#app/mailboxes/metrics.ts'

test('figures are drawn as Prometheus reads them, with quotes and backslashes in labels made harmless', () => {
  const values = [{ labels: { mailbox: 'a"b\\c\nd' }, value: 3 }, { value: 0.5 }]
  expect(drawMetrics([{ name: 'x_total', help: 'All of them.', type: 'counter', values }])).toBe(
    [
      '# HELP x_total All of them.',
      '# TYPE x_total counter',
      'x_total{mailbox="a\\"b\\\\c\\nd"} 3',
      'x_total 0.5',
      '',
    ].join('\n'),
  )
})
