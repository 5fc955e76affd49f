import { useLanguage, useWords } from '#app/components/language.tsx'
import { Banner } from '#app/components/ui/notice.tsx'
import { useLive } from './live-desk.tsx'
import { liveWords } from './live-words.ts'

/** Says since when nothing is heard of the desk; nothing while all is well. The time is the reader's own. */
export function ConnectionBanner() {
  const words = useWords(liveWords)
  const language = useLanguage()
  const { lostSince, unsent } = useLive()
  if (!lostSince) return null
  const time = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { hour: '2-digit', minute: '2-digit' })
  return (
    <Banner tone="warn">
      {words.lost(time.format(lostSince))}
      {unsent > 0 && <p className="mt-0.5">{words.unsent}</p>}
    </Banner>
  )
}
