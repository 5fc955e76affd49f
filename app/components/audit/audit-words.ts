import type { Break } from '#app/audit/chain.ts'
import { breakSentence } from '#app/audit/words.ts'
import { catalogue } from '#app/components/language.tsx'
import type { DecisionVerb } from '#app/decisions/ruling.ts'

type Rulings = Record<DecisionVerb, string>

const rulings: Rulings = {
  approve: 'Approved',
  propose: 'Proposed',
  ask: 'Asked for more',
  deny: 'Refused',
  freeze: 'Frozen',
  escalate: 'Escalated',
}

const rulingsInChinese: Rulings = {
  approve: '已批准',
  propose: '已提议',
  ask: '已要求补充',
  deny: '已拒绝',
  freeze: '已冻结',
  escalate: '已转交主管',
}

/** Of the audit's page: its filters, its decisions, its entries. What was done is in deed-words.ts. */
export const auditWords = catalogue(
  {
    title: 'Audit',
    verifying: 'Verifying…',
    verify: 'Verify',
    verifyRest: ' the chain now',
    reading: 'The chain is being read.',
    export: 'Export ',
    csv: 'CSV',
    holds: (entries: number) => `All ${entries} entries hold: each follows from the one before it.`,
    broken: breakSentence,
    lists: 'Lists',
    decisions: 'Decisions',
    allEntries: 'All entries',
    entries: 'Entries',
    nothing: 'Nothing was done',
    noEntry: 'No entry fits what you look for.',
    noDecision: 'No decision fits what you look for.',
    older: 'Older',
    search: 'Search the audit',
    person: 'Person',
    everybody: 'Everybody',
    account: 'Account',
    case: 'Case',
    from: 'From (UTC)',
    until: 'Until',
    show: 'Show',
    rulings,
    noAccount: 'no account',
    override: 'against the recommendation',
    reason: 'Reason',
    noReason: 'none given; the recommendation was followed',
    recommended: 'Recommended',
    recommendation: (recommendation: string, route: string) => `${recommendation}, ${route.toLowerCase()}`,
    because: (clauses: readonly string[]) => `: ${clauses.join('; ')}`,
    score: 'Score',
    scored: (bits: string, percent: string) => `${bits} bits, ${percent}`,
    policy: 'Policy',
    hash: 'Evidence, SHA-256',
    evidence: 'Evidence as it stood',
  },
  {
    title: '审计',
    verifying: '正在核对……',
    verify: '核对',
    verifyRest: '记录链',
    reading: '正在读取记录链。',
    export: '导出 ',
    csv: 'CSV',
    holds: (entries) => `全部 ${entries} 条记录完好：每一条都承接上一条。`,
    broken: breakInChinese,
    lists: '列表',
    decisions: '裁决',
    allEntries: '全部记录',
    entries: '记录',
    nothing: '没有操作',
    noEntry: '没有符合条件的记录。',
    noDecision: '没有符合条件的裁决。',
    older: '更早',
    search: '搜索审计',
    person: '人员',
    everybody: '所有人',
    account: '账号',
    case: '案件',
    from: '自（UTC）',
    until: '至',
    show: '显示',
    rulings: rulingsInChinese,
    noAccount: '无账号',
    override: '与建议相反',
    reason: '理由',
    noReason: '未填写；按建议裁决',
    recommended: '建议',
    recommendation: (recommendation, route) => `${recommendation}，${route}`,
    because: (clauses) => `：${clauses.map((clause) => clause.replace(/。$/, '')).join('；')}`,
    score: '得分',
    scored: (bits, percent) => `${bits} 比特，${percent}`,
    policy: '评分策略',
    hash: '证据的 SHA-256',
    evidence: '当时的证据',
  },
)

function breakInChinese({ id, fault }: Break): string {
  const faults: Record<Break['fault'], string> = {
    gap: `记录 ${id} 缺失。`,
    'previous hash': `记录 ${id} 不承接上一条：两者之一被改动过。`,
    hash: `记录 ${id} 写入后被改动过。`,
  }
  return `${faults[fault]}此前的记录完好，此后的无法证明。`
}
