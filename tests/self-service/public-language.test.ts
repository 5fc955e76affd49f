import { expect, test } from 'vitest'
import { choosePublicLanguage } from '#app/self-service/public-language.ts'

test.each([
  { asked: null, accepted: null, language: 'en' },
  { asked: null, accepted: 'zh-CN,zh;q=0.9,en;q=0.8', language: 'zh' },
  { asked: null, accepted: 'en-GB,en;q=0.9,zh;q=0.8', language: 'en' },
  { asked: null, accepted: 'en;q=0.2, zh-TW;q=0.7', language: 'zh' },
  { asked: null, accepted: 'de-DE, fr;q=0.9, zh;q=0.1', language: 'zh' },
  { asked: null, accepted: 'zh;q=0, en;q=0.1', language: 'en' },
  { asked: null, accepted: 'de, *;q=0.5', language: 'en' },
  { asked: null, accepted: ';;q=,,zh;q=x', language: 'en' },
  { asked: 'zh', accepted: 'en', language: 'zh' },
  { asked: 'en', accepted: 'zh', language: 'en' },
  { asked: 'fr', accepted: 'zh', language: 'zh' },
])('?lang=$asked with "$accepted" is answered in $language', ({ asked, accepted, language }) => {
  expect(choosePublicLanguage(asked, accepted)).toBe(language)
})
