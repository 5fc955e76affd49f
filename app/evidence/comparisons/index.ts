import type { Comparison } from '../comparison.ts'
import { birthDate } from './birth-date.ts'
import { city } from './city.ts'
import { country } from './country.ts'
import { gender } from './gender.ts'
import { nickname } from './nickname.ts'
import { phone } from './phone.ts'
import { realName } from './real-name.ts'
import { registeredEmail } from './registered-email.ts'
import { signUp } from './sign-up.ts'

/** Every fact that is compared, in the order of the waterfall. */
export const comparisons: readonly Comparison[] = [
  registeredEmail,
  birthDate,
  realName,
  nickname,
  city,
  country,
  gender,
  signUp,
  phone,
]
