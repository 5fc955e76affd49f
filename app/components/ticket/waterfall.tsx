import { formatBits } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { kindWords } from '#app/components/words.ts'
import { labelOf, sentenceFor } from '#app/evidence/sentences.ts'
import { levels } from '#app/evidence/words.ts'
import { senderLevels } from '#app/mail/sender.ts'
import type { DeskLanguage } from '#app/staff/preferences.ts'
import type { BarView } from '#app/tickets/ticket-page.ts'
import { barId, useClaimLight, useLighting } from './claim-light.tsx'
import { evidenceWords } from './evidence-words.ts'
import { type PlacedBar, placeBars } from './scale.ts'

const width = 140
const height = 22

type Bar = Omit<BarView, 'sentence'>

/** The evidence bar by bar, from the prior to the total; each bar's number is the number of its claim in the mail. */
export function Waterfall({
  bars,
  firstMark,
}: {
  bars: readonly Bar[]
  /** Where the first mark with a number stands, as a fragment; null where none does. */
  firstMark: (mark: number) => string | null
}) {
  const { zero, bars: placed } = placeBars(bars, width)
  return (
    <ol className="text-sm">
      {bars.map((bar, index) => {
        const place = placed[index]
        const href = bar.mark === null ? null : firstMark(bar.mark)
        return <BarLine key={bar.kind} bar={bar} href={href} place={place} zero={zero} />
      })}
    </ol>
  )
}

function BarLine({
  bar,
  href,
  place,
  zero,
}: {
  bar: Bar
  href: string | null
  place: PlacedBar | undefined
  zero: number
}) {
  const { lit, light } = useClaimLight()
  const lighting = useLighting(bar.mark)
  const language = useLanguage()
  const words = useWords(evidenceWords)
  return (
    <li
      {...(bar.mark === null ? {} : { id: barId(bar.mark), tabIndex: -1 })}
      onPointerEnter={lighting.onPointerEnter}
      onPointerLeave={() => light(null)}
      className={classNames(
        '-mx-2 scroll-my-24 px-2 py-1.5',
        bar.kind === 'total' ? 'mt-1 border-line-2 border-t pt-2 font-semibold' : 'rounded-sm',
        bar.mark !== null && bar.mark === lit && 'bg-accent-soft',
      )}
    >
      <div className="grid grid-cols-[1.125rem_minmax(0,1fr)_5.5rem_2.75rem] items-center gap-x-1.5 sm:grid-cols-[1.125rem_minmax(0,1fr)_8.25rem_2.875rem]">
        {href ? (
          <a
            href={href}
            onFocus={lighting.onFocus}
            onBlur={lighting.onBlur}
            className="rounded-sm text-accent text-xs underline decoration-dotted underline-offset-2"
            aria-label={words.claimInMail(bar.mark ?? 0)}
          >
            {bar.mark}
          </a>
        ) : (
          <span className="text-ink-3 text-xs">{bar.mark}</span>
        )}
        <span className="min-w-0 break-words leading-snug">
          <span className={bar.level === null ? '' : 'font-semibold'}>{labelOf(bar.kind, language)}</span>{' '}
          {bar.level !== null && <span className="text-ink-2">{levelText(bar, language)}</span>}
        </span>
        {place && <BarDrawing bar={bar} place={place} zero={zero} />}
        <span className={classNames('text-right font-semibold', valueTone(bar))}>{formatBits(bar.bits)}</span>
      </div>
      {isExplained(bar) && (
        <p className="pr-2 pl-6 text-ink-3 text-xs">
          {sentenceAfter(bar, language)}
          {bar.alone !== null && Math.abs(bar.alone - bar.bits) >= 0.05 && words.alone(formatBits(bar.alone))}
        </p>
      )}
    </li>
  )
}

function BarDrawing({ bar, place, zero }: { bar: Bar; place: PlacedBar; zero: number }) {
  const outlined = bar.alone !== null && Math.abs(bar.alone - bar.bits) >= 0.05
  return (
    <svg
      viewBox={`-1 0 ${width + 2} ${height}`}
      preserveAspectRatio="none"
      className="h-5.5 w-full"
      aria-hidden="true"
      focusable="false"
    >
      <line x1={zero} x2={zero} y1="0" y2={height} className="stroke-line-2" vectorEffect="non-scaling-stroke" />
      {outlined && (
        <rect
          x={place.aloneX}
          y="4"
          width={place.aloneWidth}
          height={height - 8}
          rx="2"
          className="fill-transparent stroke-ink-3"
          strokeDasharray="2 2"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <rect x={place.x} y="6" width={Math.max(place.width, 1.5)} height={height - 12} rx="2" className={barFace(bar)} />
    </svg>
  )
}

function barFace({ kind, bits }: Bar): string {
  if (kind === 'total') return 'fill-accent'
  if (kind === 'prior' || Math.abs(bits) < 0.05) return 'fill-line-2'
  return bits > 0 ? 'fill-for' : 'fill-against'
}

function valueTone({ kind, bits }: Bar): string {
  if (kind === 'total') return 'text-ink'
  if (kind === 'prior' || Math.abs(bits) < 0.05) return 'font-normal text-ink-3'
  return bits > 0 ? 'text-for' : 'text-against'
}

/** The sum needs no sentence: it stands above in words. */
function isExplained({ kind }: Bar): boolean {
  return kind !== 'total'
}

/** The sentence without what stands above it already, the bar's name and its level. */
function sentenceAfter(bar: Bar, language: DeskLanguage): string {
  const sentence = sentenceFor(bar, null, language)
  const parted = language === 'zh' ? '；' : '; '
  const [head = '', ...rest] = sentence.split(parted)
  if (rest.length === 0 || !head.startsWith(labelOf(bar.kind, language))) return sentence
  const after = rest.join(parted)
  return after.charAt(0).toUpperCase() + after.slice(1)
}

function levelText({ kind, level }: Bar, language: DeskLanguage): string {
  if (level === null) return ''
  const sender = kind === 'sender' ? senderLevels.find((known) => known === level) : undefined
  if (sender) return kindWords[language].sender[sender]
  // So many of the friends named, which no list of words holds.
  return levels[language][level] ?? (language === 'zh' ? level.replace(/^(\d+) of (\d+)$/, '$1/$2') : level)
}
