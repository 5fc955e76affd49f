/** A note holds at most so many characters. */
export const longestNote = 4000

/** Why a note was not kept. */
export type NoteRefusal = 'empty' | 'too long' | 'no case'

/** One note on a case. */
export type NoteView = { id: number; name: string; text: string; writtenAt: Date }
