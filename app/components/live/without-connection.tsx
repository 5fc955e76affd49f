import { useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { Banner } from '#app/components/ui/notice.tsx'
import { useHoldBack } from './hold-back.ts'
import { lostWords } from './lost-words.ts'

/** What goes on and what is said while the desk does not answer. */
export function WithoutConnection({ lostSince }: { lostSince: Date | null }) {
  const words = useWords(lostWords)
  const moments = useMoments()
  const { held, readUnsure } = useHoldBack(lostSince !== null)
  const told = (['unsent', 'unopened', 'waiting'] as const).filter((what) => held[what])
  return (
    <>
      {held.unsure && (
        <Banner
          tone="against"
          action={
            <button type="button" onClick={readUnsure} className="shrink-0 font-semibold underline underline-offset-2">
              {words.read}
            </button>
          }
        >
          {words.unsure}
        </Banner>
      )}
      {lostSince && (
        <Banner tone="warn">
          {words.lost(moments.zoned(lostSince))}
          {told.map((what) => (
            <p key={what} className="mt-0.5">
              {words[what]}
            </p>
          ))}
        </Banner>
      )}
    </>
  )
}
