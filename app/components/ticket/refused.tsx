import { Notice } from '#app/components/ui/notice.tsx'

/** Why a deed was not done, and the way to see the case as it is now. */
export function Refused({ refusal, onLookAgain }: { refusal: string; onLookAgain: () => void }) {
  return (
    <Notice
      tone="against"
      live
      action={
        <button type="button" onClick={onLookAgain} className="shrink-0 font-semibold underline underline-offset-2">
          Look again
        </button>
      }
    >
      {refusal}
    </Notice>
  )
}
