import { OctagonX } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { later } from '#app/components/later.tsx'
import { useMoments } from '#app/components/moments.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Banner } from '#app/components/ui/notice.tsx'
import type { Stop } from '#app/tickets/stop-all.ts'
import { stopWords } from './stop-words.ts'

const StopDialog = later(() => import('./stop-dialog.tsx').then(({ StopDialog }) => StopDialog))

/** Says on every page that nothing may be approved, by whom and why; nothing while all goes on. */
export function StopBanner({ stop, mayEnd }: { stop: Stop | null; mayEnd: boolean }) {
  const words = useWords(stopWords)
  const moments = useMoments()
  const [asked, ask] = useState(false)
  if (!stop) return null
  return (
    <>
      <Banner
        tone="against"
        action={
          mayEnd && (
            <button
              type="button"
              onClick={() => ask(true)}
              className="shrink-0 rounded-sm font-semibold underline underline-offset-2"
            >
              {words.end}
            </button>
          )
        }
      >
        {words.banner(stop.by ?? words.somebody, moments.zoned(stop.at))} {words.effect}
        {stop.reason && <p className="font-normal [overflow-wrap:anywhere]">“{stop.reason}”</p>}
      </Banner>
      {asked && <StopDialog on={false} onClose={() => ask(false)} />}
    </>
  )
}

/** A supervisor's hand on the brake. */
export function StopButton() {
  const words = useWords(stopWords)
  const [asked, ask] = useState(false)
  return (
    <>
      <Button kind="no" icon={OctagonX} onClick={() => ask(true)}>
        {words.stop}
      </Button>
      {asked && <StopDialog on onClose={() => ask(false)} />}
    </>
  )
}
