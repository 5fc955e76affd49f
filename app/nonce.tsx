import { createContext, useContext } from 'react'

const Nonce = createContext<string | undefined>(undefined)

/** Hands the response's nonce to whoever draws a script. */
export const NonceProvider = Nonce.Provider

/** The nonce of the Content-Security-Policy; only known while the server draws. */
export function useNonce(): string | undefined {
  return useContext(Nonce)
}
