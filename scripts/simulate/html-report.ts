import type { Curve } from './curves.ts'
import { printedReport } from './print-report.ts'
import type { Report } from './simulate.ts'

const size = 360
const margin = 48
const colours: Readonly<Record<string, string>> = {
  model: '#0b5cad',
  points: '#b3541e',
  from: '#6b7280',
  from_dmarc: '#111827',
  fs_stranger: '#7c3aed',
}

type Axis = { label: string; ticks: readonly number[]; at: (value: number) => number }
type Line = { name: string; points: readonly (readonly [number, number])[]; dots?: boolean }

/** One page that stands by itself: ROC, DET and reliability of every route after the question, then all tables. */
export function htmlReport(report: Report, curves: readonly Curve[]): string {
  const asked = curves.filter(({ stage, method }) => stage === 'asked' && method in colours)
  const sections = ['other', 'registered'].map((route) => {
    const own = asked.filter((curve) => curve.route === route)
    const models = curves.filter((curve) => curve.route === route && curve.method === 'model')
    return `<h2>${route} route, asked</h2>\n<div class="charts">${roc(own)}${det(own)}${reliability(models)}</div>`
  })
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Simulation of ${escaped(report.policyVersion)}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #111827 }
.charts { display: flex; flex-wrap: wrap; gap: 1.5rem }
svg { background: #fff; max-width: 100% }
pre { overflow-x: auto; font-size: 12px }
</style>
<h1>How well owners and attackers are told apart</h1>
<p>Policy ${escaped(report.policyVersion)}, seeds ${report.seeds.join(', ')}. The population is assumed, not measured: the figures compare rules and predict no desk.</p>
${sections.join('\n')}
<h2>Tables</h2>
<pre>${escaped(printedReport(report))}</pre>
</html>
`
}

const scale = (value: number) => margin + value * (size - 2 * margin)
const shares = [0, 0.25, 0.5, 0.75, 1]

function roc(curves: readonly Curve[]): string {
  const axis = { ticks: shares, at: scale }
  const lines = curves.map(({ method, roc: points }) => ({ name: method, points }))
  return chart('ROC', { ...axis, label: 'false accepts' }, { ...axis, label: 'true accepts' }, lines)
}

/** Both axes on the scale of the normal distribution, where good methods are nearly straight (Martin et al. 1997). */
function det(curves: readonly Curve[]): string {
  const ticks = [0.001, 0.01, 0.05, 0.2, 0.5, 0.9]
  const [low, high] = [probit(0.0005), probit(0.95)]
  const at = (value: number) => scale((probit(value) - low) / (high - low))
  const inside = (value: number) => value >= 0.0005 && value <= 0.95
  const lines = curves.map(({ method, roc: points }) => ({
    name: method,
    points: points.map(([far, tar]) => [far, 1 - tar] as const).filter(([far, frr]) => inside(far) && inside(frr)),
  }))
  return chart('DET', { ticks, at, label: 'false accepts' }, { ticks, at, label: 'false rejects' }, lines, 'top')
}

function reliability(models: readonly Curve[]): string {
  const axis = { ticks: shares, at: scale }
  const lines = models.map(({ stage, bins }) => ({
    name: stage,
    dots: true,
    points: bins.map(([named, share]) => [named, share] as const),
  }))
  const ideal: Line = {
    name: 'as named',
    points: [
      [0, 0],
      [1, 1],
    ],
  }
  return chart('Reliability', { ...axis, label: 'named chance' }, { ...axis, label: 'owners' }, [ideal, ...lines])
}

function chart(title: string, x: Axis, y: Axis, lines: readonly Line[], legend: 'top' | 'bottom' = 'bottom'): string {
  // Where the lines are not.
  const firstName = legend === 'top' ? margin + 14 : size - margin - 8 - 14 * (lines.length - 1)
  const place = ([one, other]: readonly [number, number]) =>
    `${x.at(one).toFixed(1)},${(size - y.at(other)).toFixed(1)}`
  const ticks = [
    ...x.ticks.map((tick) => text(x.at(tick), size - margin + 16, String(tick))),
    ...y.ticks.map((tick) => text(margin - 20, size - y.at(tick) + 4, String(tick))),
  ]
  const drawn = lines.map(({ name, points, dots }, index) => {
    const colour = colours[name] ?? ['#9ca3af', '#0b5cad', '#b3541e'][index] ?? '#111827'
    const line = `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.map(place).join(' ')}"/>`
    const marks = dots
      ? points.map((point) => {
          const [cx, cy] = place(point).split(',')
          return `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`
        })
      : []
    return `${line}${marks.join('')}${text(size - margin - 4, firstName + 14 * index, name, colour, 'end')}`
  })
  const frame = size - 2 * margin
  return `<svg role="img" aria-label="${title}" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">
<rect x="${margin}" y="${margin}" width="${frame}" height="${frame}" fill="none" stroke="#9ca3af"/>
${text(size / 2, 24, title)}${text(size / 2, size - 8, x.label)}
<g transform="rotate(-90)">${text(-size / 2, 12, y.label)}</g>
${ticks.join('')}${drawn.join('\n')}
</svg>`
}

function text(x: number, y: number, words: string, colour = '#374151', anchor = 'middle'): string {
  const at = `x="${x.toFixed(1)}" y="${y.toFixed(1)}"`
  return `<text ${at} fill="${colour}" font-size="11" text-anchor="${anchor}">${escaped(words)}</text>`
}

/** The inverse of the normal distribution, to about .0005 (Abramowitz and Stegun 26.2.23). */
function probit(share: number): number {
  const near = Math.min(share, 1 - share)
  const t = Math.sqrt(-2 * Math.log(Math.max(near, 1e-12)))
  const z = t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3)
  return share < 0.5 ? -z : z
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
