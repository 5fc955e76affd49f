import type { LetterKind, LetterLanguage } from '../letter.ts'
import { chinese } from './chinese.ts'
import { english } from './english.ts'
import { drawHtml, drawText, type LetterFacts, type Wording } from './paragraph.ts'

/** A letter ready to send. */
export type DrawnLetter = { subject: string; text: string; html: string }

/**
 * Draws a letter. It says the same to everybody: no number of an account, nothing that the mail claimed, no word on
 * whether there is such an account. Text and HTML come from one source.
 */
export function drawLetter(letter: LetterFacts & { kind: LetterKind; language: LetterLanguage }): DrawnLetter {
  const { kind, language } = letter
  const wordings: { lang: string; wording: Wording }[] = [
    ...(language === 'zh' ? [] : [{ lang: 'en', wording: english[kind](letter) }]),
    ...(language === 'en' ? [] : [{ lang: 'zh-CN', wording: chinese[kind](letter) }]),
  ]
  const subject = wordings.map(({ wording }) => wording.subject).join(' / ')
  const text = wordings.map(({ wording }) => drawText(wording.paragraphs)).join('\n\n----------\n\n')
  const bodies = wordings.map(({ lang, wording }) => `<div lang="${lang}">\n${drawHtml(wording.paragraphs)}\n</div>`)
  const lang = wordings[0]?.lang ?? 'en'
  const html = `<!doctype html>\n<html lang="${lang}"><head><meta charset="utf-8"></head><body>\n${bodies.join('\n<hr>\n')}\n</body></html>\n`
  return { subject, text: `${text}\n`, html }
}
