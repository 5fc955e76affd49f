import { finished } from 'node:stream/promises'
import type postgres from 'postgres'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import { drawCase, drawClaimant } from '#scripts/simulate/cases.ts'
import { drawsFrom } from '#scripts/simulate/draws.ts'
import { drawSetting } from '#scripts/simulate/simulate.ts'
import { type Piece, termsOf } from './texts.ts'

/** What the rows are put together from, as tables of one session. */
export async function fillPools(sql: postgres.Sql, pieces: readonly Piece[]): Promise<void> {
  await sql.unsafe(`
    create temp table bench_pieces (at int primary key, language text, text text, terms tsvector);
    alter table bench_pieces alter column terms set storage external, alter column text set storage external;
    alter table bench_pieces set (toast_tuple_target = 8160);
    create temp table bench_subjects (at int, language text, text text, terms tsvector, primary key (language, at));
    create temp table bench_assessments (at int primary key, policy_version text, route text, recommendation text, bits float8, subject jsonb, result jsonb);
    create temp table bench_accounts as select row_number() over (order by number)::int as at, number, registered_email as address from accounts;
    create unique index on bench_accounts (at);
    create temp table bench_staff as select row_number() over (order by created_at, name)::int as at, id from staff;
  `)
  await copy(
    sql,
    'bench_pieces (at, language, text, terms)',
    pieces.map(({ language, text, terms }, at) => [at + 1, language, text, asTerms(terms)]),
  )
  const subjects = { en: englishSubjects, zh: chineseSubjects }
  await copy(
    sql,
    'bench_subjects (at, language, text, terms)',
    (['en', 'zh'] as const).flatMap((language) =>
      subjects[language].map((text, at) => [at + 1, language, text, asTerms(termsOf(text))]),
    ),
  )
  await copy(
    sql,
    'bench_assessments (at, policy_version, route, recommendation, bits, subject, result)',
    drawAssessments(400).map(({ subject, result }, at) => [
      at + 1,
      result.policy,
      result.route,
      result.recommendation,
      result.bits,
      JSON.stringify(subject),
      JSON.stringify(result),
    ]),
  )
  await sql.unsafe('analyze bench_pieces, bench_subjects, bench_assessments, bench_accounts, bench_staff')
}

const englishSubjects = [
  'Lost password',
  'I cannot sign in any more',
  'Please help me to get my account back',
  'Account recovery',
  'Forgot my password and lost the mail address',
  'My account was hacked',
  'Password reset does not arrive',
  'Re: your question about my account',
  'Urgent: account stolen',
  'Old account, new phone',
]
const chineseSubjects = [
  '找回密码',
  '账号被盗，请帮忙',
  '忘记密码了',
  '申请找回账号',
  '邮箱已经不用了',
  '我的号码登录不了',
  '回复：请补充资料',
  '密码重置',
  '好友可以证明',
  '多年前的账号',
]

function drawAssessments(many: number) {
  const setting = drawSetting({ policy: shippedPolicy, accounts: 500, noise: 0.1 }, 3)
  const draws = drawsFrom(8)
  return Array.from({ length: many }, () => {
    const { subject } = drawCase(draws, setting, drawClaimant(draws, setting), true)
    const { bits, probability, margins, ifNot, waterfall } = score(subject, shippedPolicy)
    const registered = ['strong', 'medium'].includes(subject.sender)
    const route = registered ? 'registered' : bits > -2 ? 'new-address' : 'none'
    const recommendation = bits > 6 ? (registered ? 'approve' : 'propose') : bits > -4 ? 'ask' : 'deny'
    const because = ['The sender is the registered address', 'Enough was stated that the mailbox does not hold']
    const advice = { route, recommendation, because, evidence: waterfall, policy: shippedPolicy.version }
    return { subject, result: { bits, probability, margins, ifNot, ...advice } }
  })
}

async function copy(sql: postgres.Sql, target: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  const stream = await sql.unsafe(`copy ${target} from stdin`).writable()
  for (const row of rows) stream.write(`${row.map((value) => asField(String(value))).join('\t')}\n`)
  stream.end()
  await finished(stream)
}

function asField(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
}

function asTerms(terms: readonly string[]): string {
  return terms.map((term) => `'${term}'`).join(' ')
}
