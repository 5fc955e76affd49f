import { always, type Comparison, valuesOf } from '../comparison.ts'

export const gender: Comparison = {
  kind: 'gender',
  held: ({ gender }) => gender !== null,
  stated: ({ claims }) => valuesOf(claims, 'gender'),
  levels: [
    { name: 'right', when: (value, { account }) => value === account.gender },
    { name: 'wrong', when: always },
  ],
}
