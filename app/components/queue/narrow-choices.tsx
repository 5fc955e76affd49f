import { MenuTitle } from '#app/components/ui/menu.tsx'
import { senderLevels } from '#app/mail/sender.ts'
import { type QueueFilter, writeFilter } from '#app/tickets/queue.ts'
import { askedDifficulties, narrowings, queueLanguages } from '#app/tickets/queue-narrowing.ts'
import { MenuChoice } from './menu-choice.tsx'
import { useNarrowingNames } from './narrowing-names.ts'

const values = { level: senderLevels, language: queueLanguages, difficulty: askedDifficulties }

/** What a list can be narrowed to; what is chosen already is let go by choosing it again. */
export function NarrowChoices({ filter }: { filter: QueueFilter }) {
  const { titles, names } = useNarrowingNames()
  return narrowings.map((by) => (
    <div key={by}>
      <MenuTitle>{titles[by]}</MenuTitle>
      {values[by].map((value) => {
        const chosen = filter[by] === value
        const to = `/queue${writeFilter({ ...filter, [by]: chosen ? null : value })}`
        return (
          <MenuChoice key={value} to={to} chosen={chosen}>
            {names[by][value] ?? value}
          </MenuChoice>
        )
      })}
    </div>
  ))
}
