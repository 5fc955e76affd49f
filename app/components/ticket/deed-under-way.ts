import { useFetchers, useNavigation } from '@remix-run/react'

/** Whether something that this person sent is still under way, the reading anew after it included. */
export function useDeedUnderWay(): boolean {
  return [useNavigation(), ...useFetchers()].some(
    ({ state, formMethod }) => state !== 'idle' && formMethod !== undefined,
  )
}
