/**
 * The script that gives what the loaders answered to the browser's half of Remix.
 *
 * @param loaded as Remix encodes it; it may hold anything that a mail says
 * @param nonce of the page's Content-Security-Policy
 */
export function handOver(loaded: string, nonce = ''): string {
  const controller = 'window.__remixContext.streamController'
  const text = JSON.stringify(loaded).replace(/[<>&\u2028\u2029]/g, escaped)
  return `<script nonce="${nonce}">${controller}.enqueue(${text});${controller}.close();</script>`
}

/** No sign of it ends the script or begins a comment. */
function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}
