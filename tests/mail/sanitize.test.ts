import { expect, test } from 'vitest'
import { mailDocument, mailDocumentPolicy } from '#app/mail/mail-document.ts'
import { sanitizeMailHtml } from '#app/mail/sanitize.server.ts'

test.each<[string, string, string]>([
  ['text', '<p>My <b>number</b></p>', '<p>My <b>number</b></p>'],
  ['scripts', 'a<script>alert(1)</script>b', 'ab'],
  [
    'styles',
    '<style>p{background:url(https://t.example)}</style><p style="background:url(//t.example)">a</p>',
    '<p>a</p>',
  ],
  ['handlers', '<p onclick="x()" id="a" class="b">a</p>', '<p>a</p>'],
  ['frames', '<iframe src="https://t.example">x</iframe>a<object data="x">y</object>', 'a'],
  ['forms', '<form action="https://t.example"><input name="p">Your password</form>', 'Your password'],
  ['a meta refresh', '<meta http-equiv="refresh" content="0;url=https://t.example">a', 'a'],
  ['a base', '<base href="https://t.example/">a<link rel="stylesheet" href="x">', 'a'],
  [
    'a background',
    '<table background="https://t.example/x.gif"><tr><td background="x">a</td></tr></table>',
    '<table><tr><td>a</td></tr></table>',
  ],
  ['svg', '<svg><image href="https://t.example/x"/></svg>a', 'a'],
  ['video', '<video src="https://t.example/v" poster="https://t.example/p">x</video>', 'x'],
  ['hidden text, which shows', '<div style="display:none">secret</div>', '<div>secret</div>'],
])('%s', (_what, html, clean) => {
  expect(sanitizeMailHtml(html)).toBe(clean)
})

test('a link becomes text that tells where it leads', () => {
  expect(sanitizeMailHtml('<a href="https://help.example/reset?x=1" target="_blank">help</a>')).toBe(
    '<span class="link" title="https://help.example/reset?x=1" data-host="help.example">help</span>',
  )
  expect(sanitizeMailHtml('<a href="java\tscript:alert(1)">x</a>')).toBe(
    '<span class="link" title="java\tscript:alert(1)" data-host="javascript:">x</span>',
  )
})

test.each<[string, string]>([
  ['<img src="https://track.example/p.gif?id=1" alt="logo">', '[image: logo: track.example]'],
  ['<img src="//track.example/p.gif">', '[image: track.example]'],
  ['<img src="cid:part1">', '[image: in this mail]'],
  ['<img srcset="https://track.example/a 1x">', '[image]'],
  ['<img src="x" onerror="alert(1)" alt="<script>">', '[image: &lt;script&gt;: nowhere]'],
])('%s becomes words', (html, words) => {
  expect(sanitizeMailHtml(html)).toBe(`<span class="image">${words}</span>`)
})

test.each([
  '<p style="x"><img src="https://t.example/a"><a href="https://t.example">b</a>',
  '<math><mtext><table><mglyph><style><img src=https://t.example onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=https://t.example onerror=alert(1)>">',
  '<!--><img src=https://t.example>-->',
  '<svg><style><img src=https://t.example onerror=alert(1)></style></svg>',
  '<body background="https://t.example/a"><input type=image src="https://t.example/b">',
])('nothing of %s can load or run', (html) => {
  const clean = sanitizeMailHtml(html)
  expect(clean).not.toMatch(/<(?!\/?(?:p|span|table|div|b)\b)/)
  expect(clean).not.toMatch(/\s(?:src|href|style|on\w+|background|srcset)\s*=\s*["']?\S/i.test(clean) ? /./ : /<script/)
})

test('the document is UTF-8, has one style and a policy that allows just that', () => {
  const page = mailDocument('<p>账号</p>')
  expect(page).toMatch(/^<!doctype html><html><head><meta charset="utf-8">/)
  expect(page).toContain('<body><p>账号</p></body>')
  expect(page.match(/<style>/g)).toHaveLength(1)
  expect(mailDocumentPolicy).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; /)
  expect(mailDocumentPolicy).toContain('sandbox')
})
