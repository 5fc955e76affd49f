export const decisionVerbs = ['approve', 'propose', 'ask', 'deny', 'freeze', 'escalate'] as const
export type DecisionVerb = (typeof decisionVerbs)[number]
