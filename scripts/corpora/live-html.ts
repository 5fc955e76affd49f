import type { Browser, BrowserContext } from 'playwright-core'
import { mailDocument, mailDocumentPolicy } from '#app/mail/mail-document.ts'
import { sanitizeMailHtml } from '#app/mail/sanitize.server.ts'

/** What a page did that shows a mail's HTML. */
export type Doings = {
  /** Scripts that ran: dialogs, and what a script leaves behind. */
  ran: number
  /** Addresses that were asked for besides the page itself. */
  loads: string[]
  /** Elements and attributes of the parsed document that could run, load, lead away or ask for input. */
  live: string[]
}

/** How a mail's HTML is shown: as the desk does, with its policy and sandbox; or bare, where nothing else holds it. */
export type Showing = 'as served' | 'bare'

const origin = 'http://mail.example'

/** Shows HTML as the document of a mail, one after another in one page, and tells what each did. */
export async function openShowroom(browser: Browser): Promise<{
  show: (html: string, how: Showing) => Promise<Doings>
  close: () => Promise<void>
}> {
  const context = await browser.newContext({ javaScriptEnabled: true, serviceWorkers: 'block' })
  let doings: Doings = { ran: 0, loads: [], live: [] }
  let answer = { body: '', headers: {} as Record<string, string> }
  await serve(
    context,
    () => answer,
    (url) => doings.loads.push(url),
  )
  await context.exposeBinding('scriptRan', () => {
    doings.ran += 1
  })
  await context.addInitScript(watch)
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    doings.ran += 1
    void dialog.dismiss().catch(() => {})
  })
  let shown = 0
  return {
    show: async (html, how) => {
      doings = { ran: 0, loads: [], live: [] }
      const policy = how === 'as served' ? { 'Content-Security-Policy': mailDocumentPolicy } : {}
      answer = { body: mailDocument(html), headers: { 'Content-Type': 'text/html; charset=utf-8', ...policy } }
      shown += 1
      await page.goto(`${origin}/${shown}`, { waitUntil: 'load', timeout: 10_000 })
      // Images fail, handlers fire and timers run within moments; a sandboxed page has no timers to wait by.
      await page.waitForTimeout(15)
      doings.live = await page.evaluate(findLive)
      return doings
    },
    close: () => context.close(),
  }
}

/** Sanitises HTML and shows it both ways. */
export async function neutralise(
  show: (html: string, how: Showing) => Promise<Doings>,
  payload: string,
): Promise<Doings> {
  const clean = sanitizeMailHtml(payload)
  const bare = await show(clean, 'bare')
  const served = await show(clean, 'as served')
  return {
    ran: bare.ran + served.ran,
    loads: [...bare.loads, ...served.loads],
    live: [...new Set([...bare.live, ...served.live])],
  }
}

async function serve(
  context: BrowserContext,
  answer: () => { body: string; headers: Record<string, string> },
  note: (url: string) => void,
): Promise<void> {
  await context.route('**/*', async (route) => {
    const request = route.request()
    const own = /^http:\/\/mail\.example\/\d+$/.test(request.url()) && request.isNavigationRequest()
    if (own && request.frame().parentFrame() === null) return route.fulfill(answer())
    if (!/\/favicon\.ico$/.test(request.url())) note(request.url())
    return route.abort()
  })
}

/** Runs in the page before all else. */
function watch(): void {
  const tell = () => void (globalThis as unknown as { scriptRan: () => void }).scriptRan()
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
    Object.defineProperty(globalThis, name, { value: tell, configurable: false })
  }
}

/** Runs in the page: what of its body a sanitised mail may not hold. The page's own head is not of the mail. */
function findLive(): string[] {
  const body = document.body
  if (!body) return ['no body']
  const harmless = new Set(
    'p br hr div span b strong i em u s strike del ins sub sup small big tt code pre blockquote q cite h1 h2 h3 h4 h5 h6 ul ol li dl dt dd center font abbr address article section header footer main aside figure figcaption table thead tbody tfoot tr td th caption'.split(
      ' ',
    ),
  )
  const named = new Set(['dir', 'lang', 'title', 'data-host', 'class', 'colspan', 'rowspan', 'align', 'start'])
  const found: string[] = []
  for (const element of body.querySelectorAll('*')) {
    if (!harmless.has(element.localName)) found.push(`<${element.localName}>`)
    for (const { name } of element.attributes) if (!named.has(name)) found.push(`${element.localName} ${name}`)
  }
  for (const { name } of body.attributes) found.push(`body ${name}`)
  return found
}
