import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { allPhrases, retold } from '#app/components/retold/retold.ts'
import { sourceFiles } from '#tests/architecture/source-files.ts'

test.each([
  ['Case 12 is link sent: it can’t be decided now.', '案件 12 的状态是“链接已发”，现在不能裁决。'],
  ['Ana works on this case. Take it over first if you must.', 'Ana 正在处理此案。如有必要，请先接手。'],
  ['It could be an acquaintance: the margin is 4.5 bits, needed are 9.', '可能是熟人：余量为 4.5 比特，须达到 9。'],
  [
    'the signature of example.com gives fail, not aligned, a signature had run out',
    'example.com 的签名结果为 fail，与发件域名不对齐，签名已过期',
  ],
  ['the registered address but for two letters', '与登记地址只差两个字母'],
])('“%s” is retold in Chinese', (english, chinese) => {
  expect(retold(english, 'zh')).toBe(chinese)
})

test('in English, and where it is not known, a sentence stays as it is', () => {
  expect(retold('There is no such case.', 'en')).toBe('There is no such case.')
  expect(retold('Something that no rule says.', 'zh')).toBe('Something that no rule says.')
})

test('a value cannot smuggle in a place of its own', () => {
  expect(retold('{1} works on this case. Take it over first if you must.', 'zh')).toBe(
    '{1} 正在处理此案。如有必要，请先接手。',
  )
})

test('every phrase says in Chinese what it fills in, and ends as it ends', () => {
  for (const [english, chinese] of allPhrases) {
    const places = english.split('{}').length - 1
    for (let place = 1; place <= places; place += 1) expect(chinese).toContain(`{${place}}`)
    expect(chinese).not.toContain(`{${places + 1}}`)
    expect([english, chinese.endsWith('。')]).toEqual([english, english.endsWith('.')])
  }
})

/** The sentences that server files and rules refuse with, as they stand in the source. */
function refusalsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /^[A-Z].* .*\.$/.test(node.text)) found.push(node.text)
    if (ts.isTemplateExpression(node)) {
      const text = [node.head.text, ...node.templateSpans.map(({ literal }) => `Ana${literal.text}`)].join('')
      if (/ .*\.$/.test(text)) found.push(text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The rules whose sentences the desk shows. */
const shown =
  /^app\/(decisions\/(decide|settle-freeze|merge|split|second-verdict|give-second-verdict|begin-approval|approval-ground|lock-case)(\.server)?|tickets\/(act|merge|snooze|take|triage|undo|views)|tickets\/(act|take|views)\.server|intake\/correct-claim\.server|evidence\/(recommend|registered-route|new-address-route|propose-policy\.server))\.ts$/

test('every sentence that the desk shows of its rules is retold', () => {
  const files = sourceFiles().filter((file) => shown.test(file))
  expect(files.length).toBeGreaterThan(14)
  const sentences = files.flatMap(refusalsIn)
  expect(sentences.length).toBeGreaterThan(70)
  expect(sentences.filter((sentence) => retold(sentence, 'zh') === sentence)).toEqual([])
})

/** What is said of a mail: each `reason` of these files, and what their \`found\` and \`spam\` are given. */
function reasonsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const reasons: string[] = []
  const take = (node: ts.Node | undefined): void => {
    if (!node) return
    if (ts.isStringLiteralLike(node)) reasons.push(node.text)
    if (ts.isTemplateExpression(node))
      reasons.push([node.head.text, ...node.templateSpans.map(({ literal }) => `7${literal.text}`)].join(''))
    if (ts.isConditionalExpression(node)) for (const way of [node.whenTrue, node.whenFalse]) take(way)
    if (ts.isBinaryExpression(node)) take(node.right)
  }
  const visit = (node: ts.Node): void => {
    if (
      (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) &&
      /^(reason|what)$/.test(node.name.getText())
    )
      take(node.initializer)
    if (ts.isCallExpression(node) && /^(found|spam|unfetchable|discard|giveUp)$/.test(node.expression.getText()))
      for (const given of node.arguments) take(given)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return reasons
}

test('every reason that the desk gives for what it takes a mail for is retold', () => {
  const reasoned =
    /^app\/(mail\/(filters\/[a-z-]+|campaign)|claims\/classify|intake\/(limit-claimant|raw-mail-fate\.server|reader-pool\.server)|mailboxes\/keep-batch\.server)\.ts$/
  const reasons = sourceFiles()
    .filter((file) => reasoned.test(file))
    .flatMap(reasonsIn)
  expect(reasons.length).toBeGreaterThan(35)
  expect(reasons.filter((reason) => retold(reason, 'zh') === reason)).toEqual([])
})

test.each([
  ['DNS gave no answer in time', 'DNS 未及时回答'],
  ['The server did not answer FETCH within 60 seconds.', '服务器在 60 秒内没有回应（FETCH）。'],
  ['the database refused it: 23514 (messages_check)', '数据库拒绝了它：23514 (messages_check)'],
  ['a delivery report: the address does not exist', '投递报告：地址不存在'],
])('a mail’s reason “%s” is retold in Chinese', (english, chinese) => {
  expect(retold(english, 'zh')).toBe(chinese)
})
