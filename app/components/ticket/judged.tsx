import type { ReactNode } from 'react'
import { Chip, type Tone } from '#app/components/ui/chip.tsx'
import { senderWords } from '#app/components/words.ts'
import type { MailView } from '#app/tickets/ticket-page.ts'

const tones: Record<string, Tone> = { pass: 'for', fail: 'against', permerror: 'against', temperror: 'warn' }

/** How the sender's level came about: reasons, signatures, the domain's policy, and the steps that the mail took. */
export function Judged({ mail }: { mail: MailView }) {
  const { verdict, trace, reasons, level } = mail
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-3 p-4 sm:grid-cols-[7rem_minmax(0,1fr)]">
      <Line name="Level">
        <p className="font-semibold">{senderWords[level].long}</p>
        <List items={reasons} />
      </Line>
      {verdict.malformed.length > 0 && (
        <Line name="Malformed">
          <List items={verdict.malformed} />
        </Line>
      )}
      <Line name="DKIM">
        {verdict.dkim.length === 0 && <p className="text-ink-3">No signature</p>}
        {verdict.dkim.map((signature) => (
          <div key={`${signature.domain} ${signature.selector}`} className="mb-1">
            <Result result={signature.result} /> <b className="font-semibold">{signature.domain}</b>{' '}
            <span className="text-ink-3">
              {signature.selector}, {signature.aligned ? 'aligned with From' : 'not aligned with From'}
            </span>
            <List items={signature.faults} />
          </div>
        ))}
      </Line>
      <Line name="DMARC">
        <Result result={verdict.dmarc.result} />{' '}
        <span className="text-ink-3">
          {verdict.dmarc.policy ? `policy ${verdict.dmarc.policy}` : 'no policy'}
          {verdict.dmarc.by && `, by ${verdict.dmarc.by.toUpperCase()}`}
        </span>
      </Line>
      <Line name="SPF">
        {verdict.spf ? (
          <>
            <Result result={verdict.spf.result} /> <span className="text-ink-3">{verdict.spf.domain}</span>
          </>
        ) : (
          <span className="text-ink-3">Not told by our own host</span>
        )}
      </Line>
      {verdict.arc.result !== 'none' && (
        <Line name="ARC">
          <Result result={verdict.arc.result} /> <span className="text-ink-3">{verdict.arc.sealer}</span>
        </Line>
      )}
      <Line name="DNS asked">
        {verdict.timedOut && <p className="text-warn">An answer did not come in time.</p>}
        <List items={verdict.dns.map(({ name, type }) => `${type} ${name}`)} />
      </Line>
      {trace.length > 0 && (
        <Line name="Steps">
          <ol className="grid gap-0.5">
            {trace.map(({ step, outcome, ms }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a mail may take the same step twice, and the order never changes.
              <li key={index} className="flex gap-2">
                <span className="w-24 shrink-0 text-ink-3">{step}</span>
                <span className="min-w-0 flex-1 break-words">{outcome}</span>
                <span className="shrink-0 text-ink-3">{Math.round(ms)} ms</span>
              </li>
            ))}
          </ol>
        </Line>
      )}
    </dl>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3 text-sm">{name}</dt>
      <dd className="min-w-0 break-words text-sm [overflow-wrap:anywhere]">{children}</dd>
    </>
  )
}

function Result({ result }: { result: string }) {
  return <Chip tone={tones[result] ?? 'plain'}>{result}</Chip>
}

function List({ items }: { items: readonly string[] }) {
  if (items.length === 0) return null
  return (
    <ul className="grid gap-0.5 text-ink-2">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}
