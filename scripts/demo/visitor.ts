/** Somebody with a browser that keeps cookies and runs no scripts. */
export class Visitor {
  readonly #cookies = new Map<string, string>()

  constructor(readonly origin: string) {}

  /** The page at a path, redirects followed. */
  async read(path: string): Promise<string> {
    let next = path
    for (let turn = 0; turn < 5; turn += 1) {
      const answer = await this.#ask(next, {})
      const to = answer.headers.get('location')
      if (!to) return answer.text()
      next = new URL(to, this.origin + next).href.slice(this.origin.length)
    }
    throw new Error(`${path} leads in a circle.`)
  }

  /** Opens a page and sends its form with the given fields, hidden ones as they stand. */
  async fill(path: string, fields: Record<string, string>): Promise<string> {
    const page = await this.read(path)
    const hidden = [...page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      attribute(input, 'name'),
      attribute(input, 'value'),
    ])
    return this.send(path, { ...Object.fromEntries(hidden), ...fields })
  }

  /** Posts fields to a path; where that leads to another page, that page. */
  async send(path: string, fields: Record<string, string>): Promise<string> {
    const answer = await this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) })
    const to = answer.headers.get('location')
    return to ? this.read(new URL(to, this.origin + path).href.slice(this.origin.length)) : answer.text()
  }

  async #ask(path: string, request: RequestInit): Promise<Response> {
    const headers = {
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      origin: this.origin,
    }
    const answer = await fetch(this.origin + path, { ...request, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}
