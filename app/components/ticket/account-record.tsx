import { useState } from 'react'
import { type RevealField, revealFields } from '#app/accounts/reveal.ts'
import { useWords } from '#app/components/language.tsx'
import type { AccountLevels } from '#app/tickets/ticket-page.ts'
import { accountWords } from './account-words.ts'
import { RevealDialog } from './reveal-dialog.tsx'
import { RevealedValue, useRevealed } from './revealed-value.tsx'

type Words = (typeof accountWords)['en']
type Line = { name: string; text: string; alarming?: boolean; field?: RevealField }
type Record = { account: AccountLevels; ticketId: number; mayReveal: boolean }

/** What the account has on record, told by level; one field at a time can be revealed for a reason. */
export function AccountRecord({ account, ticketId, mayReveal }: Record) {
  const words = useWords(accountWords)
  const [asked, ask] = useState<RevealField | null>(null)
  const revealed = useRevealed()
  return (
    <>
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-1 text-sm">
        {linesOf(account, words).map(({ name, text, alarming, field }) => {
          const shown = field && revealed.shown[field]
          const canAsk = mayReveal && field !== undefined && account.revealable.includes(field)
          return (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd className={shown ? 'min-w-0' : alarming ? 'font-medium text-warn' : 'text-ink-2'}>
                {shown ? <RevealedValue shown={shown} onMask={() => revealed.mask(shown.field)} /> : text}
              </dd>
              <dd>
                {canAsk && !shown && (
                  <button
                    type="button"
                    aria-label={words.revealField(words.fields[field])}
                    onClick={() => ask(field)}
                    className="rounded-sm px-1 text-accent underline decoration-dotted underline-offset-2 hover:decoration-solid"
                  >
                    {words.reveal}
                  </button>
                )}
              </dd>
            </div>
          )
        })}
        {account.valuable && <dd className="col-span-3 font-medium text-warn">{words.valuable}</dd>}
      </dl>
      {asked && (
        <RevealDialog
          ticketId={ticketId}
          field={asked}
          onClose={() => ask(null)}
          onRevealed={(value) => {
            revealed.show(value)
            ask(null)
          }}
        />
      )}
    </>
  )
}

/** What stands above as a line of its own need not be said once more. */
const ownLines: readonly RevealField[] = ['registered_email']

function linesOf(account: AccountLevels, words: Words): Line[] {
  const address = addressText(account, words)
  const alarmingAddress = account.addressDead || account.address !== 'verified'
  return [
    { name: words.address, text: address, alarming: alarmingAddress, field: 'registered_email' },
    {
      name: words.changed,
      text: words.ages[changedAges[account.addressChanged]],
      alarming: account.addressChanged.startsWith('within'),
    },
    {
      name: words.lastSeen,
      text: words.ages[seenAges[account.lastSeen]],
      alarming: account.lastSeen === 'over a year ago',
    },
    { name: words.visibility, text: words.visibilities[account.visibility] },
    { name: words.friends, text: words.many[account.friends] },
    { name: words.questions, text: account.questions ? words.set : words.noneSet },
    ...revealFields
      .filter((field) => !ownLines.includes(field))
      .map((field) => ({
        name: words.fields[field],
        text: account.revealable.includes(field) ? words.held : words.none,
        field,
      })),
  ]
}

const changedAges = {
  never: 'never',
  'within 7 days': 'week',
  'within 30 days': 'month',
  'longer ago': 'longer',
} as const

const seenAges = {
  unknown: 'unknown',
  'within 30 days': 'month',
  'within a year': 'year',
  'over a year ago': 'overYear',
} as const

function addressText({ address, addressDead }: AccountLevels, words: Words): string {
  if (address === 'none') return words.addresses.none
  const level = address === 'verified' ? words.addresses.verified : words.addresses.unverified
  return addressDead ? words.refusesMail(level) : level
}
