import { formatBits, formatDuration } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import type { OverviewFigures } from '#app/tickets/overview.ts'
import { BarPicture, type PartFill } from './bar-picture.tsx'
import { overviewWords } from './overview-words.ts'

const verbFills: readonly { verb: DecisionVerb; fill: PartFill }[] = [
  { verb: 'approve', fill: 'for' },
  { verb: 'ask', fill: 'accent' },
  { verb: 'deny', fill: 'against' },
  { verb: 'freeze', fill: 'warn' },
  { verb: 'propose', fill: 'plain' },
  { verb: 'escalate', fill: 'plain' },
]

/** How the desk stands, in three pictures. */
export function Pictures({ figures }: { figures: OverviewFigures }) {
  const words = useWords(overviewWords)
  return (
    <section aria-labelledby="pictures" className="grid gap-3">
      <h2 id="pictures" className="font-semibold text-lg">
        {words.pictures}
      </h2>
      <div className="grid gap-4 lg:grid-cols-2">
        <Scores figures={figures} />
        <Ages figures={figures} />
        <div className="min-w-0 lg:col-span-2">
          <Days figures={figures} />
        </div>
      </div>
    </section>
  )
}

function Scores({ figures: { scores, scored } }: { figures: OverviewFigures }) {
  const words = useWords(overviewWords)
  const language = useLanguage()
  const columns = scores.map(({ from, to, count }) => ({
    label: from === null ? `< ${whole(to)}` : to === null ? `≥ ${whole(from)}` : `${whole(from)}…${whole(to)}`,
    ...(from === null || to === null ? {} : { long: words.between(whole(from), whole(to)) }),
    parts: [{ name: 'cases', value: count }],
  }))
  return (
    <BarPicture
      title={words.scores}
      hint={words.scoresHint(new Intl.NumberFormat(language).format(scored))}
      columns={columns}
      parts={[{ name: 'cases', text: words.cases, fill: 'accent' }]}
      heads={{ label: words.score, value: words.cases }}
      labelEvery={2}
    />
  )
}

/** "+3", "−6", "0". */
function whole(bits: number | null): string {
  return bits === null ? '' : formatBits(bits).replace('.0', '')
}

function Ages({ figures: { ages } }: { figures: OverviewFigures }) {
  const words = useWords(overviewWords)
  const language = useLanguage()
  const columns = ages.map(({ fromMs, toMs, count }) => ({
    label:
      toMs === null
        ? words.over(formatDuration(fromMs, language))
        : fromMs === 0
          ? words.under(formatDuration(toMs, language))
          : `${formatDuration(fromMs, language)} – ${formatDuration(toMs, language)}`,
    ...(fromMs === 0 || toMs === null
      ? {}
      : { long: words.between(formatDuration(fromMs, language), formatDuration(toMs, language)) }),
    parts: [{ name: 'cases', value: count }],
  }))
  return (
    <BarPicture
      title={words.ages}
      hint={words.agesHint}
      columns={columns}
      parts={[{ name: 'cases', text: words.cases, fill: 'accent' }]}
      heads={{ label: words.age, value: words.cases }}
    />
  )
}

function Days({ figures: { days } }: { figures: OverviewFigures }) {
  const words = useWords(overviewWords)
  const language = useLanguage()
  const short = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  // What never happened needs no colour; the four common rulings are always there.
  const parts = verbFills.filter(({ verb }, index) => index < 4 || days.some(({ counts }) => counts[verb]))
  return (
    <BarPicture
      title={words.days}
      hint={words.daysHint(String(days.length))}
      columns={days.map(({ day, counts }) => ({
        label: short.format(new Date(day)),
        parts: parts.map(({ verb }) => ({ name: verb, value: counts[verb] ?? 0 })),
      }))}
      parts={parts.map(({ verb, fill }) => ({ name: verb, text: words.verbs[verb], fill }))}
      heads={{ label: words.day, value: words.total }}
      labelEvery={5}
      wide
    />
  )
}
