export const roles = ['agent', 'supervisor', 'admin'] as const
export type Role = (typeof roles)[number]

/** What a person on the desk can do; each route asks for one of these. */
export const verbs = [
  'see queue',
  'decide',
  'reveal',
  'write note',
  'assign tickets',
  'sort tickets',
  'escalate',
  'answer escalation',
  'give second verdict',
  'share views',
  'export tickets',
  'retry mail',
  'settle freeze',
  'stop all',
  'oversee',
  'settle policy',
  'audit',
  'export audit',
  'run the desk',
] as const
export type Verb = (typeof verbs)[number]

const agentVerbs: readonly Verb[] = [
  'see queue',
  'decide',
  'reveal',
  'write note',
  'assign tickets',
  'sort tickets',
  'escalate',
  'retry mail',
]

/** Deny by default: a verb that is not listed for a role is not allowed. */
export const permissions: Record<Role, readonly Verb[]> = {
  agent: agentVerbs,
  supervisor: [
    ...agentVerbs,
    'answer escalation',
    'give second verdict',
    'share views',
    'export tickets',
    'settle freeze',
    'stop all',
    'oversee',
    'settle policy',
    'audit',
    'export audit',
  ],
  admin: ['see queue', 'retry mail', 'run the desk'],
}

export function may(role: Role, verb: Verb): boolean {
  return permissions[role].includes(verb)
}
