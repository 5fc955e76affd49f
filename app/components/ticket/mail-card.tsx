import { Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatMoment } from '#app/components/clock.ts'
import { formatSize } from '#app/components/figures.ts'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { Banner } from '#app/components/ui/notice.tsx'
import { Card } from '#app/components/ui/pane.tsx'
import { type Tab, Tabs } from '#app/components/ui/tabs.tsx'
import { senderWords } from '#app/components/words.ts'
import type { MailView } from '#app/tickets/ticket-page.ts'
import { Judged } from './judged.tsx'
import { MailSource } from './mail-source.tsx'
import { type Lit, MarkedText, Segments } from './marked-text.tsx'

type Shown = {
  mail: MailView
  subjectShown: boolean
  /** Whether the person may see the mail as it came. */
  sourceOpen: boolean
  /** What can be done with this mail. */
  children?: ReactNode
} & Lit

/** One mail: who sent it and how far that is proved, its text with the claims, its HTML caged, how it was judged. */
export function MailCard({ mail, lit, subjectShown, sourceOpen, children }: Shown) {
  const sender = senderWords[mail.level]
  const name = mail.senderName || mail.senderAddress || 'No readable sender'
  const tabs: Tab[] = [
    { name: 'Text', content: <TextOf mail={mail} lit={lit} subjectShown={subjectShown} /> },
    ...(mail.hasHtml ? [{ name: 'HTML', content: <Caged mail={mail} /> }] : []),
    { name: 'How it was judged', content: <Judged mail={mail} /> },
    { name: 'Headers', content: <MailSource key="headers" mailId={mail.id} part="headers" open={sourceOpen} /> },
    { name: 'Raw', content: <MailSource key="raw" mailId={mail.id} part="raw" open={sourceOpen} /> },
  ]
  return (
    <article aria-label={`Mail from ${name}`} id={`mail-${mail.id}`}>
      <Card tone={mail.verdict.replyElsewhere ? 'against' : 'plain'}>
        <header className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1 border-line border-b px-4 py-3 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
          <Avatar name={name} size="lg" />
          <div className="min-w-0">
            <h2 className="truncate font-semibold">{name}</h2>
            <p className="truncate text-ink-3 text-sm">
              {mail.senderName && mail.senderAddress && `${mail.senderAddress} · `}
              <time dateTime={mail.arrivedAt.toISOString()}>{formatMoment(mail.arrivedAt)} UTC</time>
            </p>
          </div>
          <span className="col-span-2 justify-self-start sm:col-span-1 sm:justify-self-end">
            <Chip tone={sender.tone} icon={sender.icon} title={mail.reasons.join('; ')}>
              {sender.long}
            </Chip>
          </span>
        </header>
        {mail.verdict.replyElsewhere && (
          <Banner tone="against" live={false}>
            Reply-To differs: this mail wants its answer at another domain. No letter goes there.
          </Banner>
        )}
        {mail.hasSecret && (
          <Banner tone="warn" live={false}>
            A password or code was sent in clear. It is masked here, and its HTML is not shown.
          </Banner>
        )}
        <Tabs label="Views of this mail" tabs={tabs} />
        {mail.attachments.length > 0 && <Attachments mail={mail} />}
        {children}
      </Card>
    </article>
  )
}

function TextOf({ mail, lit, subjectShown }: { mail: MailView; subjectShown: boolean } & Lit) {
  return (
    <div className="p-4">
      {subjectShown && (
        <p className="mb-3 font-semibold">
          <Segments segments={mail.subject} lit={lit} />
        </p>
      )}
      {mail.passages.length === 0 ? (
        <p className="text-ink-3">This mail has no text.</p>
      ) : (
        <MarkedText passages={mail.passages} lit={lit} mailId={mail.id} />
      )}
    </div>
  )
}

/** The mail's own HTML: no scripts, no origin, nothing loaded from elsewhere. */
function Caged({ mail }: { mail: MailView }) {
  return (
    <iframe
      title={`HTML of the mail from ${mail.senderName || mail.senderAddress || 'nobody readable'}`}
      src={`/messages/${mail.id}/html`}
      sandbox=""
      loading="lazy"
      className="block h-[60vh] w-full bg-pane"
    />
  )
}

function Attachments({ mail }: { mail: MailView }) {
  return (
    <ul aria-label="Attachments" className="grid gap-1 border-line border-t px-4 py-3 text-sm">
      {mail.attachments.map(({ filename, contentType, size }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two attachments may share a name, and the order never changes.
        <li key={index} className="flex min-w-0 items-center gap-2">
          <Paperclip aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
          <span className="truncate">{filename}</span>
          <span className="ml-auto shrink-0 text-ink-3">
            {contentType} · {formatSize(size)}
          </span>
        </li>
      ))}
    </ul>
  )
}
