import { always, type Case, type Comparison, valuesOf } from '../comparison.ts'
import { jaroWinkler, plain, syllables } from '../likeness.ts'

export const nickname: Comparison = {
  kind: 'nickname',
  held: ({ nickname }) => nickname !== null,
  stated: ({ claims }) => valuesOf(claims, 'nickname').map(plain),
  levels: [
    { name: 'exact', when: (value, { account }) => value === plain(account.nickname ?? '') },
    { name: 'close', when: (value, looked) => isClose(value, looked) || isFormer(value, looked) },
    { name: 'wrong', when: always },
  ],
}

function isClose(value: string, { account, policy }: Case): boolean {
  const held = plain(account.nickname ?? '')
  const [said, spelled] = [syllables(value).join(''), syllables(held).join('')]
  return (said !== '' && said === spelled) || jaroWinkler(value, held) >= policy.closeness.nickname
}

function isFormer(value: string, { account }: Case): boolean {
  return account.formerNicknames.some((former) => plain(former) === value)
}
