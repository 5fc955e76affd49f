import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fieldWords } from '#app/components/policies/field-words.ts'
import { namePlaces } from '#app/components/policies/place-names.ts'
import { choicesOf, nameValue } from '#app/components/policies/policy-choices.ts'
import { layOut, partsOf } from '#app/components/policies/policy-places.ts'
import { attackerClasses } from '#app/evidence/assessment.ts'
import policyV1 from '#app/evidence/policies/policy-v1.json' with { type: 'json' }
import { readPolicy, shippedPolicy } from '#app/evidence/policy.ts'
import { cellsOf } from '#app/evidence/policy-cells.ts'
import { formCells } from '#app/evidence/policy-parts.ts'
import { policyTables } from '#app/evidence/policy-tables.ts'

/** Every field that a policy may have, by its place; where the schema leaves the names open, those of the policy. */
function fieldsIn(schema: unknown, place: string, held: unknown): string[] {
  if (schema instanceof z.ZodOptional) return fieldsIn(schema.unwrap(), place, held)
  if (schema instanceof z.ZodUnion) return [...new Set(schema.options.flatMap((one) => fieldsIn(one, place, held)))]
  const named = namesIn(schema, held).flatMap(([name, inner]) => {
    const at = place === '' ? name : `${place}.${name}`
    return fieldsIn(inner, at, (held as Record<string, unknown> | undefined)?.[name])
  })
  return place === '' ? named : [place, ...named]
}

function namesIn(schema: unknown, held: unknown): [string, unknown][] {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape)
  if (!(schema instanceof z.ZodRecord)) return []
  const names = schema.keyType instanceof z.ZodEnum ? schema.keyType.options : Object.keys(held ?? {})
  return names.map((name) => [String(name), schema.valueType])
}

const fields = fieldsIn(policyTables, '', shippedPolicy).filter((place) => place !== 'version')

test('the fields are those of the schema, the optional and the deep ones too', () => {
  for (const place of Object.keys(policyTables.shape)) expect(fields.concat('version')).toContain(place)
  expect(fields).toEqual(
    expect.arrayContaining([
      'foundByFacts.strangerBits',
      'facts.city.clamps',
      'facts.phone.k.scraper.public',
      'context.credibleBits',
      'newAddress.margins.hijacker',
    ]),
  )
  // Every number that a policy has lies in one of them.
  const loose = formCells(shippedPolicy).filter(({ place }) => !fields.includes(place.replace(/(\[\d+\])+$/, '')))
  expect(loose).toEqual([])
})

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const names = namePlaces(language, shippedPolicy)

  test('every field of a policy has a name', () => {
    expect(fields.filter((place) => !names.step(place))).toEqual([])
  })

  test.each([
    ['shipped', shippedPolicy],
    ['first', readPolicy(policyV1)],
  ])('every number of the %s policy has a name', (_, policy) => {
    const own = namePlaces(language, policy)
    expect(formCells(policy).filter(({ place }) => !own.step(place))).toEqual([])
  })

  test('no two numbers have the same whole name, and none shows a name of the code', () => {
    const whole = formCells(shippedPolicy).map(({ place }) => names.whole(place))
    expect(whole.filter((name, index) => whole.indexOf(name) !== index)).toEqual([])
    expect(whole.filter((name) => /[a-z][A-Z]|_/.test(name))).toEqual([])
  })

  test('no two cells of a row, and no two rows of a group, are called the same', () => {
    const twice = (given: readonly string[]) => given.filter((name, index) => given.indexOf(name) !== index)
    for (const { section, groups } of layOut(formCells(shippedPolicy))) {
      expect(twice(groups.map(({ group }) => names.within(group, section)))).toEqual([])
      for (const { group, rows } of groups) {
        expect(twice(rows.map(({ row }) => names.within(row, group)))).toEqual([])
        for (const { row, cells } of rows) {
          if (row.startsWith('friends.tables.')) continue
          expect(twice(cells.map(({ place }) => names.step(place) ?? ''))).toEqual([])
        }
      }
    }
  })

  test('what stands in words instead of numbers has words', () => {
    const choices = choicesOf(shippedPolicy)
    expect(choices.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['context.stops', 'public.always', 'newAddress.sendersBarred', 'friends.tables.blind.by']),
    )
    const said = choices.flatMap(({ place, values }) => values.map((value) => nameValue(value, place, language)))
    const plain = language === 'zh' ? /\p{Script=Han}/u : /^(?!.*([a-z][A-Z]|[_\d]$|\(|hits|circles)).*$/
    expect(said.filter((name) => !plain.test(name) || name.includes('_'))).toEqual([])
  })

  test('a field that may be empty says what that means', () => {
    const may = formCells(readPolicy({ ...shippedPolicy, newAddress: { ...shippedPolicy.newAddress, margins: {} } }))
      .filter(({ value }) => value === null)
      .map(({ place }) => place)
    expect(may).toContain('foundByFacts.strangerBits')
    const said = (place: string) => {
      const parts = partsOf(place)
      return parts.some((_, index) => /empty|留空/i.test(names.does(parts.slice(0, index + 1).join('.')) ?? ''))
    }
    expect(may.filter((place) => !said(place))).toEqual([])
  })
})

test('a word for a field that no policy has is taken out again', () => {
  const pattern = (place: string) =>
    partsOf(place)
      .map((part, index, parts) =>
        (attackerClasses as readonly string[]).includes(part) || (parts[0] === 'facts' && index === 1) ? '*' : part,
      )
      .join('.')
  const known = new Set([...fields, ...fields.map(pattern), 'context.signals.cluster5'])
  const words = [...Object.keys(fieldWords.en.labels), ...Object.keys(fieldWords.en.does)]
  expect(words.filter((place) => !known.has(place))).toEqual([])
})

test.each([
  ['facts.city.m[0]', 'Facts › City › Owner › exact', '事实 › 城市 › 机主 › 一致'],
  [
    'facts.phone.k.scraper.public[1]',
    'Facts › Phone › Scraper › public page › last 4 digits',
    '事实 › 电话 › 抄录者 › 公开页面 › 后四位',
  ],
  [
    'friends.tables.blind.points[1][1]',
    'Friend numbers › Bits for these points › Blind › Step 2 › Bits',
    '好友号码 › 这些点数值多少比特 › 盲猜者 › 第 2 档 › 比特',
  ],
  [
    'foundByFacts.strangerBits',
    'Found by facts › Counts as named from (bits)',
    '凭事实找到的账号 › 视同已指明账号（比特）',
  ],
  ['attackShare', 'Share of attackers', '攻击者比例'],
])('%s is called %s', (place, english, chinese) => {
  expect(namePlaces('en', shippedPolicy).whole(place)).toBe(english)
  expect(namePlaces('zh', shippedPolicy).whole(place)).toBe(chinese)
})

test('a fact of one’s own is called by its own name until it has words', () => {
  const own = { ...shippedPolicy, facts: { ...shippedPolicy.facts, shoe_size: shippedPolicy.facts.gender } }
  const policy = readPolicy(own)
  const cell = cellsOf(policy).find(({ place }) => place.startsWith('facts.shoe_size.m'))
  expect(namePlaces('en', policy).whole(cell?.place ?? '')).toBe('Facts › shoe_size › Owner › right')
})
