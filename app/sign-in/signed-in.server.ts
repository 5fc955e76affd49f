import { webEnv } from '#app/db/web.server.ts'
import type { DeviceMark } from './failures.server.ts'
import { knownDeviceMs } from './known-device.ts'
import { type CookiePlace, keepDeviceCookie, keepSessionCookie, readDeviceCookie } from './session-cookie.ts'

/** What a request shows of a device that signed in before. */
export function deviceOf(request: Request, place: CookiePlace): DeviceMark {
  return { mark: readDeviceCookie(request.headers.get('cookie'), place), key: webEnv().keys.knownDevice }
}

/** The headers that keep a new session and make its device known. */
export function signedInHeaders({ token, mark }: { token: string; mark: string | null }, place: CookiePlace): Headers {
  const headers = new Headers({ 'Set-Cookie': keepSessionCookie(token, place) })
  if (mark !== null) headers.append('Set-Cookie', keepDeviceCookie(mark, knownDeviceMs, place))
  return headers
}
