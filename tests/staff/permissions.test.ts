import { expect, test } from 'vitest'
import { may, roles, verbs } from '#app/staff/permissions.ts'

const allowed: Record<string, readonly string[]> = {
  'see queue': ['agent', 'supervisor', 'admin'],
  decide: ['agent', 'supervisor'],
  reveal: ['agent', 'supervisor'],
  'write note': ['agent', 'supervisor'],
  'assign tickets': ['agent', 'supervisor'],
  'sort tickets': ['agent', 'supervisor'],
  escalate: ['agent', 'supervisor'],
  'answer escalation': ['supervisor'],
  'give second verdict': ['supervisor'],
  'share views': ['supervisor'],
  'export tickets': ['supervisor'],
  'retry mail': ['agent', 'supervisor', 'admin'],
  'settle freeze': ['supervisor'],
  'stop all': ['supervisor'],
  oversee: ['supervisor'],
  'settle policy': ['supervisor'],
  audit: ['supervisor'],
  'export audit': ['supervisor'],
  'run the desk': ['admin'],
}

test.each(verbs.flatMap((verb) => roles.map((role) => ({ role, verb }))))(
  '$role may "$verb" only if listed',
  (pair) => {
    expect(may(pair.role, pair.verb)).toBe(allowed[pair.verb]?.includes(pair.role))
  },
)
