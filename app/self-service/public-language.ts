export const publicLanguages = ['en', 'zh'] as const
export type PublicLanguage = (typeof publicLanguages)[number]

/**
 * The language of a page for people who are not on the desk: what the URL asks for, else what the browser prefers,
 * else English.
 *
 * @param asked the URL's `lang`
 * @param accepted the Accept-Language header (RFC 9110, 12.5.4)
 */
export function choosePublicLanguage(asked: string | null, accepted: string | null): PublicLanguage {
  return publicLanguages.find((language) => language === asked) ?? preferred(accepted ?? '') ?? 'en'
}

function preferred(accepted: string): PublicLanguage | undefined {
  const wishes = accepted
    .split(',')
    .slice(0, 50)
    .map((wish) => {
      const [tag = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
  for (const { language } of wishes) {
    const known = publicLanguages.find((one) => one === language)
    if (known) return known
  }
  return undefined
}
