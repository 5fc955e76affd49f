import { Download, File, FileImage, FileText, type LucideIcon, Mail, TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import { formatSize } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { type AttachmentKind, isRisky, statedKind } from '#app/mail/attachment-kind.ts'
import type { AttachedFile } from '#app/tickets/ticket-page.ts'
import { attachmentWords } from './attachment-words.ts'
import { FileHash } from './file-hash.tsx'

const icons: Record<AttachmentKind, LucideIcon> = {
  image: FileImage,
  pdf: FileText,
  text: FileText,
  mail: Mail,
  none: File,
}

/** What is attached to a mail: by name, type, size and hash; what can be shown safely opens in place. */
export function Attachments({ files }: { files: readonly AttachedFile[] }) {
  const words = useWords(attachmentWords)
  return (
    <section aria-label={words.title} className="border-line border-t px-4 py-3 text-sm">
      <ul className="grid gap-1.5">
        {files.map((file) => (
          <Attachment key={file.id} file={file} />
        ))}
      </ul>
      <p className="mt-2 text-ink-3 text-xs">{words.recorded}</p>
    </section>
  )
}

function Attachment({ file }: { file: AttachedFile }) {
  const words = useWords(attachmentWords)
  const [open, setOpen] = useState(false)
  const id = useId()
  const { filename, contentType, size, sha256 } = file
  const kind = statedKind(file)
  const Icon = icons[kind]
  return (
    <li className="min-w-0">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 sm:flex-nowrap">
        <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
        <div className="min-w-0 flex-1 basis-48">
          <p className="flex min-w-0 flex-wrap items-center gap-x-2">
            <span className="truncate font-medium" title={filename}>
              {filename}
            </span>
            {isRisky(file) && (
              <Chip tone="warn" icon={TriangleAlert} title={words.riskyHint}>
                {words.risky}
              </Chip>
            )}
          </p>
          <p className="truncate text-ink-3 text-xs">
            {contentType} · {formatSize(size)}
          </p>
          <FileHash sha256={sha256} />
        </div>
        <div className="flex shrink-0 gap-1.5">
          {kind !== 'none' && (
            <Button
              aria-expanded={open}
              aria-controls={id}
              aria-label={open ? words.shutNamed(filename) : words.openNamed(filename)}
              onClick={() => setOpen(!open)}
            >
              {open ? words.shut : words.open}
            </Button>
          )}
          <ButtonLink
            to={`/attachments/${file.id}/file`}
            icon={Download}
            reloadDocument
            aria-label={words.downloadNamed(filename)}
          >
            <span className="max-sm:sr-only">{words.download}</span>
          </ButtonLink>
        </div>
      </div>
      <div id={id}>{open && <Opened file={file} kind={kind} />}</div>
    </li>
  )
}

/** Drawn by the browser alone, without scripts and without our origin; nothing in it is fetched from anywhere. */
function Opened({ file, kind }: { file: AttachedFile; kind: AttachmentKind }) {
  const words = useWords(attachmentWords)
  const language = useLanguage()
  const [broken, setBroken] = useState(false)
  const source = `/attachments/${file.id}/view?lang=${language}`
  if (kind === 'image') {
    return broken ? (
      <p className="mt-1 rounded-md bg-sunk px-3 py-2 text-ink-2">{words.failed}</p>
    ) : (
      <img
        src={source}
        alt={words.shown(file.filename)}
        onError={() => setBroken(true)}
        className="mt-1 max-h-[60vh] max-w-full rounded-md border border-line bg-sunk object-contain"
      />
    )
  }
  return (
    <iframe
      title={words.shown(file.filename)}
      src={source}
      // A PDF is drawn by the browser's own viewer, which the attribute would bar; its answer carries the same sandbox.
      {...(kind === 'pdf' ? {} : { sandbox: '' })}
      className={classNames(
        'mt-1 block w-full resize-y rounded-md border border-line bg-pane',
        kind === 'pdf' ? 'h-[50vh]' : 'h-64',
      )}
    />
  )
}
