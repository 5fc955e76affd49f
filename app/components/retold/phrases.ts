/** A sentence as a rule says it, `{}` for what it fills in, and the same in Chinese, where `{1}` is the first of these. */
export type Phrases = readonly (readonly [english: string, chinese: string])[]
