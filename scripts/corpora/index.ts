import { addresses } from './addresses.ts'
import { arc } from './arc.ts'
import { authres } from './authres.ts'
import type { CorpusCheck } from './check.ts'
import { cnMail } from './cn-mail.ts'
import { confusables } from './confusables.ts'
import { dompurify } from './dompurify.ts'
import { espoofer } from './espoofer.ts'
import { helpdeskMisc } from './helpdesk-misc.ts'
import { keptText } from './kept-text.ts'
import { loops } from './loops.ts'
import { talon, zhQuoting } from './quoting.ts'
import { recoveryTexts } from './recovery-texts.ts'
import { sisimai } from './sisimai.ts'
import { survivors } from './survived.ts'

/** Every check, in the order it is printed. */
export const checks: readonly CorpusCheck[] = [
  addresses,
  cnMail,
  authres,
  loops,
  espoofer,
  helpdeskMisc,
  zhQuoting,
  talon,
  sisimai,
  confusables,
  arc,
  recoveryTexts,
  ...survivors,
  keptText,
  dompurify,
]
