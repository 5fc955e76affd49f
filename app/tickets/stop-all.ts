/** Every reset is stopped: by whom, when and why. */
export type Stop = { by: string | null; at: Date; reason: string }

/** Why the switch stays as it is. */
export type StopRefusal = 'no reason' | 'stopped already' | 'not stopped'

/** The switch that every approval, link and reset page looks at. */
export const stopSwitch = 'stop-resets'

/** A reason holds at most so many characters. */
export const longestStopReason = 1000
