declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net'

  type Server_ = {
    server: Server
    listen(port: number, host: string, listening: () => void): void
    close(closed: () => void): void
    /** `raw` is a binary string: one character a byte. */
    appendMessage(folder: string, flags: string[], internalDate: Date, raw: string): void
  }

  export default function hoodiecrow(options: {
    plugins: string[]
    id?: Record<string, string>
    users: Record<string, { password: string }>
    storage: Record<string, { uidvalidity?: number }>
  }): Server_
}
