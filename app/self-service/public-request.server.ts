import { webEnv } from '#app/db/web.server.ts'
import { readSessionCookie } from '#app/sign-in/session-cookie.ts'
import { choosePublicLanguage, type PublicLanguage } from './public-language.ts'

/** What every page for people who are not on the desk knows of its request and of the desk. */
export function readPublicRequest(request: Request): { language: PublicLanguage; deskAddress: string } {
  const asked = new URL(request.url).searchParams.get('lang')
  return {
    language: choosePublicLanguage(asked, request.headers.get('accept-language')),
    deskAddress: webEnv().deskAddress,
  }
}

/** The account session's token that a request carries, or null. */
export function accountTokenOf(request: Request): string | null {
  return readSessionCookie(request.headers.get('cookie'), { kind: 'account', origin: webEnv().origin })
}
