import { ImageOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '#app/components/language.tsx'
import { Moment } from '#app/components/moment.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { Banner } from '#app/components/ui/notice.tsx'
import { Card } from '#app/components/ui/pane.tsx'
import { type Tab, Tabs } from '#app/components/ui/tabs.tsx'
import { kindWords, senderFaces } from '#app/components/words.ts'
import type { MailView } from '#app/tickets/ticket-page.ts'
import { Attachments } from './attachments.tsx'
import { Judged } from './judged.tsx'
import { MailSource } from './mail-source.tsx'
import { mailWords } from './mail-words.ts'
import { MarkedText, Segments } from './marked-text.tsx'
import { ReadAgain } from './read-again.tsx'

type Shown = {
  mail: MailView
  subjectShown: boolean
  /** Whether the person may see the mail as it came. */
  sourceOpen: boolean
  /** What can be done with this mail. */
  children?: ReactNode
}

/** One mail: who sent it and how far that is proved, its text with the claims, its HTML caged, how it was judged. */
export function MailCard({ mail, subjectShown, sourceOpen, children }: Shown) {
  const words = useWords(mailWords)
  const kinds = useWords(kindWords)
  const retold = useRetold()
  const sender = senderFaces[mail.level]
  const name = mail.senderName || mail.senderAddress || words.nobody
  const tabs: Tab[] = [
    { name: words.text, content: <TextOf mail={mail} subjectShown={subjectShown} /> },
    ...(mail.hasHtml ? [{ name: words.html, content: <Caged mail={mail} /> }] : []),
    { name: words.judged, content: <Judged mail={mail} /> },
    { name: words.headers, content: <MailSource key="headers" mailId={mail.id} part="headers" open={sourceOpen} /> },
    { name: words.raw, content: <MailSource key="raw" mailId={mail.id} part="raw" open={sourceOpen} /> },
  ]
  return (
    <article aria-label={words.mailFrom(name)} id={`mail-${mail.id}`}>
      <Card tone={mail.replyElsewhere ? 'against' : 'plain'}>
        <header className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1 border-line border-b px-4 py-3 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
          <Avatar name={name} size="lg" />
          <div className="min-w-0">
            <h2 className="truncate font-semibold">{name}</h2>
            <p className="flex flex-wrap gap-x-3 text-ink-3 text-sm">
              {mail.senderName && mail.senderAddress && <span className="min-w-0 truncate">{mail.senderAddress}</span>}
              <Moment at={mail.arrivedAt} zoned />
            </p>
          </div>
          <span className="col-span-2 justify-self-start sm:col-span-1 sm:justify-self-end">
            <Chip
              tone={sender.tone}
              icon={sender.icon}
              title={mail.reasons.map((reason) => retold(reason)).join(words.between)}
            >
              {kinds.senderLong[mail.level]}
            </Chip>
          </span>
        </header>
        {mail.replyElsewhere && (
          <Banner tone="against" live={false}>
            {words.replyElsewhere}
          </Banner>
        )}
        {mail.hasSecret && (
          <Banner tone="warn" live={false}>
            {words.secret}
          </Banner>
        )}
        <Tabs label={words.views} tabs={tabs} />
        {mail.attachments.length > 0 && <Attachments files={mail.attachments} />}
        {children}
      </Card>
    </article>
  )
}

function TextOf({ mail, subjectShown }: { mail: MailView; subjectShown: boolean }) {
  const words = useWords(mailWords)
  return (
    <div className="p-4">
      {subjectShown && (
        <p className="mb-3 font-semibold">
          {mail.otherSubject && <span className="block font-normal text-ink-3 text-sm">{words.otherSubject}</span>}
          {mail.subject.length > 0 ? <Segments segments={mail.subject} /> : words.noSubject}
        </p>
      )}
      {mail.passages.length === 0 ? (
        <p className="text-ink-3">{words.noText}</p>
      ) : (
        <MarkedText passages={mail.passages} mailId={mail.id} />
      )}
      <ReadAgain mailId={mail.id} />
    </div>
  )
}

/** The mail's own HTML: no scripts, no origin, nothing loaded from elsewhere. */
function Caged({ mail }: { mail: MailView }) {
  const words = useWords(mailWords)
  return (
    <>
      <p className="flex items-start gap-2 border-line border-b px-4 py-2 text-ink-3 text-sm">
        <ImageOff aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        {mail.blockedImages > 0 ? words.blocked(mail.blockedImages) : words.nothingBlocked}
      </p>
      <iframe
        title={words.htmlOf(mail.senderName || mail.senderAddress || words.nobody)}
        src={`/messages/${mail.id}/html`}
        sandbox=""
        loading="lazy"
        className="block h-[60vh] w-full bg-pane"
      />
    </>
  )
}
