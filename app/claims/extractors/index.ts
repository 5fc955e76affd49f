import type { Extractor } from '../reading.ts'
import { accountIdentifier } from './account-identifier.ts'
import { birthDate } from './birth-date.ts'
import { blockedNumber } from './blocked-number.ts'
import { emails } from './emails.ts'
import { friendNumbers } from './friend-numbers.ts'
import { gender } from './gender.ts'
import { hijacked } from './hijacked.ts'
import { mailboxLost } from './mailbox-lost.ts'
import { nickname, realName } from './names.ts'
import { phone } from './phone.ts'
import { place } from './place.ts'
import { request } from './request.ts'
import { secretSent } from './secret-sent.ts'
import { securityAnswer } from './security-answer.ts'
import { signUp } from './sign-up.ts'
import { thirdParty } from './third-party.ts'

/** In the order in which they read: what is surely a secret, an address, a telephone or a date is no account number,
 *  and what is asked for shows in what was lost. */
export const extractors: readonly Extractor[] = [
  thirdParty,
  secretSent,
  emails,
  phone,
  birthDate,
  signUp,
  blockedNumber,
  friendNumbers,
  accountIdentifier,
  realName,
  nickname,
  place,
  gender,
  securityAnswer,
  mailboxLost,
  hijacked,
  request,
]
