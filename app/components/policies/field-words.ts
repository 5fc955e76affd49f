import { catalogue } from '#app/components/language.tsx'
import { friendFieldWords } from './friend-field-words.ts'
import { routeFieldWords } from './route-field-words.ts'
import { scoreFieldWords } from './score-field-words.ts'

const { en: score, zh: scoreZh } = scoreFieldWords
const { en: friends, zh: friendsZh } = friendFieldWords
const { en: routes, zh: routesZh } = routeFieldWords

/** What every field of a policy is called, and what it does where its name does not say it. */
export const fieldWords = catalogue(
  {
    labels: { ...score.labels, ...friends.labels, ...routes.labels },
    does: { ...score.does, ...friends.does, ...routes.does },
  },
  {
    labels: { ...scoreZh.labels, ...friendsZh.labels, ...routesZh.labels },
    does: { ...scoreZh.does, ...friendsZh.does, ...routesZh.does },
  },
)
