import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

/** What stands in every language as it is: names, units, formats, and what a mail header is called. */
const sameEverywhere = new Set(['Latchkey', 'UTC', 'Esc', 'SHA-256', 'CSV', 'HTML'])

/** Drawn for people who are not on the desk: these pages have words of their own. */
const publicFiles = /^app\/components\/(evidence-form|public-page)\.tsx$/

/** Attributes that somebody reads or hears. */
const spokenAttributes = new Set(['title', 'aria-label', 'aria-description', 'placeholder', 'label', 'alt'])
/** The same on our own components. */
const ownAttributes = new Set(['hint', 'text', 'term', 'heading', 'back', 'effect', 'reason', 'submit', 'foot'])

const drawn = sourceFiles()
  .filter((file) => /^app\/(components\/|routes\/(_desk|sign-in)).*\.tsx$/.test(file))
  .filter((file) => !publicFiles.test(file))

/** Every bare word that a file would draw whatever the reader's language. */
function bareWords(file: string, text = readFileSync(file, 'utf8')): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const look = (text: string, at: ts.Node) => {
    const left = text.split(/[^A-Za-z0-9-]+/).filter((word) => /[A-Za-z]{2}/.test(word) && !sameEverywhere.has(word))
    if (left.length > 0) {
      const line = source.getLineAndCharacterOfPosition(at.getStart(source)).line + 1
      found.push(`${file}:${line} ${text.trim().replace(/\s+/g, ' ')}`)
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) look(node.text, node)
    // {busy ? 'Verifying' : 'Verify'} and {`No ${kind}`}
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) lookInside(node.expression)
    if (ts.isJsxAttribute(node) && node.initializer && isSpoken(node.name.getText(source))) lookInside(node.initializer)
    ts.forEachChild(node, visit)
  }
  const lookInside = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      look(node.text, node)
    } else if (ts.isConditionalExpression(node)) {
      lookInside(node.whenTrue)
      lookInside(node.whenFalse)
    } else if (ts.isBinaryExpression(node) && isChoice(node.operatorToken.kind)) {
      lookInside(node.right)
      if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) lookInside(node.left)
    } else if (ts.isTemplateExpression(node)) {
      for (const piece of [node.head, ...node.templateSpans.map(({ literal }) => literal)]) lookInside(piece)
    } else if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) {
      if (node.expression) lookInside(node.expression)
    }
  }
  visit(source)
  return found
}

function isSpoken(attribute: string): boolean {
  return spokenAttributes.has(attribute) || ownAttributes.has(attribute)
}

function isChoice(operator: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.AmpersandAmpersandToken,
    ts.SyntaxKind.PlusToken,
  ].includes(operator)
}

test('the desk draws no bare English: every word comes from a catalogue', () => {
  expect(drawn.length).toBeGreaterThan(50)
  expect(drawn.flatMap((file) => bareWords(file))).toEqual([])
})

test('a page’s title is made of the reader’s words', () => {
  const bare = drawn.filter((file) =>
    /title: ['`][A-Z][a-z]+(?! ?· Latchkey`)[^$]*Latchkey['`]/.test(readFileSync(file, 'utf8')),
  )
  expect(bare).toEqual([])
})

test.each([
  'const a = <p>Take it over</p>',
  'const a = <p title="Take">{x}</p>',
  "const a = <p aria-label={x ? 'Take' : y}>{x}</p>",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text.
  'const a = <p>{`Take ${x}`}</p>',
  "const a = <p>{x || 'none'}</p>",
  "const a = <Fact term='Case' />",
])('a bare word is found in %s', (text) => {
  expect(bareWords('x.tsx', text)).toHaveLength(1)
})

test.each([
  'const a = <p className="take it">{words.take}</p>',
  'const a = <b>Latchkey</b>',
  "const a = <p title={words.of('taken')}>{kinds['taken']}</p>",
  "const a = <p>{state === 'taken' && words.taken} · #{id}</p>",
])('no bare word is seen in %s', (text) => {
  expect(bareWords('x.tsx', text)).toEqual([])
})
