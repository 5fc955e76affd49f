import { expect, test } from 'vitest'
import { findPasswordFault } from '#app/self-service/password-strength.ts'

const own = ['29433423', 'mei.lin', '小雨点', null]

test.each([
  { password: 'violet42', fault: 'too short' },
  { password: '', fault: 'too short' },
  { password: 'x'.repeat(129), fault: 'too long' },
  { password: 'pineapple-29433423-moss', fault: 'own name' },
  { password: 'pineapple-２９４３３４２３-moss', fault: 'own name' },
  { password: 'Harbour Mei.Lin kettle', fault: 'own name' },
  { password: '天空小雨点在唱歌跳舞好', fault: 'own name' },
  { password: 'password2026', fault: 'guessable' },
  { password: 'qwertyuiop12', fault: 'guessable' },
  { password: 'aaaaaaaaaaaaaaaa', fault: 'guessable' },
  { password: 'harbour kettle moss', fault: null },
  { password: '会飞的茶壶在月亮上写字', fault: null },
  { password: 'T7v-qLx2-Wm9z', fault: null },
])('"$password" is $fault', ({ password, fault }) => {
  expect(findPasswordFault(password, own)).toBe(fault)
})

test('letters outside the basic plane count as one each', () => {
  expect(findPasswordFault('𠮷𠮷𠮷𠮷𠮷', [])).toBe('too short')
})
