import { expect, test } from 'vitest'
import { valuesOf } from '#tests/claims/read-claims.ts'

test.each([
  ['My birthday is 12 March 1988.', '1988-03-12'],
  ['I was born on March 12th, 1988.', '1988-03-12'],
  ['born on the 12th of March 1988', '1988-03-12'],
  ['Date of birth: 12-Mar-1988', '1988-03-12'],
  ['DOB 1988-3-12', '1988-03-12'],
  ['D.O.B.: 25/12/1988', '1988-12-25'],
  ['DOB: 12/25/1988', '1988-12-25'],
  ['DOB: 12.03.1988', '1988-03-12'],
  ['Birthday: 03/03/1988', '1988-03-03'],
  ['I was born in 1988.', '1988'],
  ['I was born in March 1988.', '1988-03'],
  ['My birthday is March 12.', '--03-12'],
  ['Nací el 12 de marzo de 1988.', '1988-03-12'],
  ['生日1988年3月12日', '1988-03-12'],
  ['生日：1988-03-12', '1988-03-12'],
  ['出生日期：１９８８／３／１２', '1988-03-12'],
  ['生日：19880312', '1988-03-12'],
  ['生日88年3月12号', '1988-03-12'],
  ['我是八八年三月十二日出生的', '1988-03-12'],
  ['生日一九八八年十二月二十一日', '1988-12-21'],
  ['1988年生，男', '1988'],
  ['生日是3月12日', '--03-12'],
  ['出生年月：1988年3月', '1988-03'],
])('"%s" states %s', (text, value) => {
  expect(valuesOf(text, 'birth_date')).toEqual([value])
})

test.each([
  ['I am 35 years old.'],
  ['I am -5 years old, born under Pisces in the year of the dragon.'],
  ['My birthday is 31/02/1988.'],
  ['DOB: 12/40/1988'],
  ['DOB: DD/MM/YYYY'],
  ["I don't remember my birthday, 12 March 1988 or so."],
  ["My brother's birthday is 5 May 2001."],
  ['I wrote on 12 March 2024.'],
  ['我今年35岁，双鱼座，属龙'],
  ['农历生日是八月十五'],
  ['生日：'],
  ['不记得生日了'],
  ['他的生日是1988年3月12日'],
  ['2009年注册的'],
])('"%s" states no birth date', (text) => {
  expect(valuesOf(text, 'birth_date')).toEqual([])
})

test('of a date whose day and month could be swapped only the year is read', () => {
  expect(valuesOf('DOB: 03/04/1988', 'birth_date')).toEqual(['1988'])
})

test('another date of the mail tells which number is the day', () => {
  expect(valuesOf('DOB: 03/04/1988. Signed up on 25/12/2009.', 'birth_date')).toEqual(['1988-04-03'])
  expect(valuesOf('DOB: 03/04/1988. Signed up on 12/25/2009.', 'birth_date')).toEqual(['1988-03-04'])
})
