/** One figure for a monitor. */
export type Metric = {
  name: string
  /** One sentence. */
  help: string
  type: 'gauge' | 'counter'
  values: readonly { labels?: Readonly<Record<string, string>>; value: number }[]
}

/** Draws figures in the text format of Prometheus (exposition format 0.0.4). */
export function drawMetrics(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, help, type, values }) =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} ${type}`,
        ...values.map(({ labels = {}, value }) => `${name}${drawLabels(labels)} ${value}`),
        '',
      ].join('\n'),
    )
    .join('')
}

function drawLabels(labels: Readonly<Record<string, string>>): string {
  const drawn = Object.entries(labels).map(([label, value]) => `${label}="${escapeLabel(value)}"`)
  return drawn.length === 0 ? '' : `{${drawn.join(',')}}`
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
