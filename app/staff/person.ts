import type { Role } from './permissions.ts'

export type Person = { id: string; name: string; email: string; role: Role }
