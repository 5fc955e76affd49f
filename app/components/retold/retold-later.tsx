import { later } from '#app/components/later.tsx'

/** Like useRetold, for pages that seldom have something to retell: the phrases are many. */
export const RetoldLater = later(() => import('./retold-text.tsx').then(({ RetoldText }) => RetoldText))
