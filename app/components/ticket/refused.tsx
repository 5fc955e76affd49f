import { useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Notice } from '#app/components/ui/notice.tsx'
import { dialogWords } from './dialog-words.ts'

/** Why a deed was not done, and the way to see the case as it is now. */
export function Refused({ refusal, onLookAgain }: { refusal: string; onLookAgain: () => void }) {
  const words = useWords(dialogWords)
  const retold = useRetold()
  return (
    <Notice
      tone="against"
      live
      action={
        <button type="button" onClick={onLookAgain} className="shrink-0 font-semibold underline underline-offset-2">
          {words.lookAgain}
        </button>
      }
    >
      {retold(refusal)}
    </Notice>
  )
}
