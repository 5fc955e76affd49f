import type { AccountLevels } from '#app/tickets/ticket-page.ts'

const visibilities = { public: 'public: anybody reads it', friends: 'for friends', private: 'private' }

/** What the account has on record, told by level. */
export function AccountRecord({ account }: { account: AccountLevels }) {
  const lines: [name: string, text: string, alarming?: boolean][] = [
    ['Address', addressText(account), account.addressDead || account.address !== 'verified'],
    ['Changed', account.addressChanged, account.addressChanged.startsWith('within')],
    ['Last sign-in', account.lastSeen, account.lastSeen === 'over a year ago'],
    ['Contact info', visibilities[account.visibility]],
    ['Friends', account.friends],
    ['Questions', account.questions ? 'set' : 'none set'],
    ['Also holds', account.holds.join(', ') || 'nothing else'],
  ]
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
      {lines.map(([name, text, alarming]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className={alarming ? 'font-medium text-warn' : 'text-ink-2'}>{text}</dd>
        </div>
      ))}
      {account.valuable && <dd className="col-span-2 font-medium text-warn">A short, sought-after number.</dd>}
    </dl>
  )
}

function addressText({ address, addressDead }: AccountLevels): string {
  if (address === 'none') return 'none on record'
  return addressDead ? `${address}, refuses mail` : `on record, ${address}`
}
