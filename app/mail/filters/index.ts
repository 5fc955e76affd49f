import type { MailFilter } from '../filter.ts'
import { autoReply } from './auto-reply.ts'
import { bounce } from './bounce.ts'
import { complaint } from './complaint.ts'
import { mailingList } from './mailing-list.ts'
import { oversized } from './oversized.ts'
import { ownLoop } from './own-loop.ts'
import { sendingService } from './sending-service.ts'

/**
 * Every filter, in the order it is asked. Our own loop first, lest we answer ourselves; reports before automatic replies,
 * for they too are marked as automatic. What stands behind these, spam, needs to know what else came: campaign.ts.
 */
export const filters: readonly MailFilter[] = [
  ownLoop,
  sendingService,
  complaint,
  bounce,
  autoReply,
  mailingList,
  oversized,
]
