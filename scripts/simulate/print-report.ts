import type { Figure } from './figures.ts'
import type { Report } from './simulate.ts'

const columns = ['auc', 'tar_far1', 'tar_far01', 'far_frr10', 'brier', 'ece', 'wrong_above_99'] as const
const headings = ['AUC', 'TAR at FAR 1 %', 'TAR at FAR .1 %', 'FAR at FRR 10 %', 'Brier', 'ECE', 'wrong above .99']

/** The report as tables for a terminal. */
export function printedReport({ routes, policy, griefing, adaptive, seeds, policyVersion }: Report): string {
  const parts = [`Policy ${policyVersion}, seeds ${seeds.join(', ')}; 95 % intervals in brackets.`]
  for (const [route, stages] of Object.entries(routes)) {
    for (const [stage, methods] of Object.entries(stages)) {
      parts.push('', `${route} route, ${stage}`, row(['', ...headings]))
      for (const [name, figures] of Object.entries(methods)) {
        parts.push(row([name, ...columns.map((column) => shown(figures[column]))]))
      }
    }
  }
  parts.push(
    '',
    'How cases end, by who wrote',
    row(['', 'approve', 'propose', 'ask', 'deny', 'stop', 'asked on the way']),
  )
  for (const [who, ends] of Object.entries(policy)) {
    const cells = ['approve', 'propose', 'ask', 'deny', 'stop', 'asked'].map((end) => shown(ends[end]))
    parts.push(row([who, ...cells]))
  }
  parts.push('', `A griefer with ${griefing.mails_a_day} mails a day for ${griefing.days} days`)
  parts.push(row(['owners shut out', shown(griefing.shut_out)]), row(['longer wait', shown(griefing.delay_ratio)]))
  for (const [way, figure] of Object.entries(griefing.by_way)) parts.push(row([`  by ${way}`, shown(figure)]))
  parts.push(row(['told as counts', shown(griefing.counted.shut_out)]))
  for (const [way, figure] of Object.entries(griefing.counted.by_way)) parts.push(row([`  by ${way}`, shown(figure)]))
  parts.push('', 'Takeovers proposed per 10,000 attempts, best of 20 tries')
  for (const [who, figure] of Object.entries(adaptive.by_class)) parts.push(row([who, shown(figure, 1)]))
  parts.push(row(['expected mixture', shown(adaptive.takeovers_per_10000, 1)]))
  parts.push(row(['owners recovered', shown(adaptive.recovered)]))
  for (const [share, among] of Object.entries(adaptive.attackers_among_proposed)) {
    parts.push(row([`at share ${share}`, `${among.toFixed(4)} of those proposed are attackers`]))
  }
  return parts.join('\n')
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(index === 0 ? 18 : 25))
    .join('')
    .trimEnd()
}

function shown(figure: Figure | undefined, digits = 4): string {
  if (!figure) return '-'
  return `${figure.value.toFixed(digits)} (${figure.lo.toFixed(digits)}-${figure.hi.toFixed(digits)})`
}
