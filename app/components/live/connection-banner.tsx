import { formatMoment } from '#app/components/clock.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { Banner } from '#app/components/ui/notice.tsx'
import { useLive } from './live-desk.tsx'
import { liveWords } from './live-words.ts'

/** Says since when nothing is heard of the desk; nothing while all is well. */
export function ConnectionBanner() {
  const words = useWords(liveWords)
  const language = useLanguage()
  const { lostSince, unsent } = useLive()
  if (!lostSince) return null
  return (
    <Banner tone="warn">
      {words.lost(formatMoment(lostSince, language))}
      {unsent > 0 && <p className="mt-0.5">{words.unsent}</p>}
    </Banner>
  )
}
