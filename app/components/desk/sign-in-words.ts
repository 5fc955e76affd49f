import { catalogue } from '#app/components/language.tsx'

/** Of the door to the desk. */
export const signInWords = catalogue(
  {
    title: 'Sign in',
    heading: 'Sign in to the desk',
    foot: 'For the staff of the desk.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    tooMany: (time: string) => `Too many tries. The next one is possible from ${time} UTC.`,
    wrong: 'This address and this password do not belong together.',
  },
  {
    title: '登录',
    heading: '登录工作台',
    foot: '仅供工作台人员使用。',
    email: '邮箱',
    password: '密码',
    submit: '登录',
    tooMany: (time) => `尝试次数过多。${time}（UTC）后可再试。`,
    wrong: '邮箱与密码不相符。',
  },
)
