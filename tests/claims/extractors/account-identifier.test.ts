import { expect, test } from 'vitest'
import { valuesOf } from '#tests/claims/read-claims.ts'

test.each([
  ['My number is 29433423.', ['29433423']],
  ['my icq# 29433423 is lost', ['29433423']],
  ['Account no.: 81-024-377', ['81024377']],
  ['Account 29 433 423', ['29433423']],
  ['UIN: 29433423', ['29433423']],
  ['My user id is 81024377 and my city is Dalian.', ['81024377']],
  ['Username: oldchen1958', ['oldchen1958']],
  ['username is oldchen, thanks', ['oldchen']],
  ['My username is `mei_lin-77`.', ['mei_lin-77']],
  ['My account (oldchen) does not open.', ['oldchen']],
  ['Handle: @meilin', ['meilin']],
  ['My account is https://site.example/user/oldchen/', ['oldchen']],
  ['81024377 is my account number', ['81024377']],
  ['I am the owner of @meilin.', ['meilin']],
  ['Mi usuario es chen_58.', ['chen_58']],
  ['QQ号是81024377', ['81024377']],
  ['ＱＱ号码：８１０２４３７７', ['81024377']],
  ['QQ81024377，密码忘了', ['81024377']],
  ['我的帳號是 mei_lin77，謝謝', ['mei_lin77']],
  ['用户名oldchen的密码不对', ['oldchen']],
  ['用户名：小雨点', ['小雨点']],
  ['81024377是我的QQ号', ['81024377']],
  ['我的主页：\nhttps://site.example/oldchen/', ['oldchen']],
])('"%s" names an account', (text, values) => {
  expect(valuesOf(text, 'account_identifier')).toEqual(values)
})

test.each([
  ['Username: [your user name]'],
  ['Username: ____________'],
  ['Username: N/A'],
  ['QQ号：____'],
  ['账号：（必填）'],
  ['My username is not working.'],
  ['My account is locked.'],
  ['My account was deleted in 2019.'],
  ['User 60917733 keeps insulting me.'],
  ['His number is 60917733.'],
  ['他的QQ号是60917733'],
  ['My number is not 81024377.'],
  ['If my number is 81024377, what then?'],
  ['Order number 55512345, ticket no. 9988776, I paid $120000.'],
  ['My phone number is 0411 8888 1234.'],
  ['My number is +44 7700 900123.'],
  ['我的号码是13800138000'],
  ['My number is ٨١٠٢٤٣٧٧.'],
  ['My number is 2011-03-05.'],
])('"%s" names none', (text) => {
  expect(valuesOf(text, 'account_identifier')).toEqual([])
})

test('an account that is asked for somebody else is the account of the mail', () => {
  expect(valuesOf("My son's account was hacked, his username is starpilot_99.", 'account_identifier')).toEqual([
    'starpilot_99',
  ])
})
