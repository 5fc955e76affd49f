import { catalogue } from './language.tsx'

/** What stands between two sentences, two parts of one, and a name and its value. */
export const joins = catalogue({ gap: ' ', comma: ', ', colon: ': ' }, { gap: '', comma: '，', colon: '：' })
