import { catalogue } from '#app/components/language.tsx'

/** Of what waits for a second person, and of holds. */
export const approvalWords = catalogue(
  {
    proposed: 'Proposed for a new address',
    waits: (first: string, second: string) =>
      `${first} proposed it. It waits for the second verdict of ${second}, whom the desk drew.`,
    yours: (first: string) =>
      `${first} proposed it, and the desk drew you for the second verdict. Look at the evidence; why it was proposed is shown once you have judged.`,
    held: (until: string) => `On hold until ${until}`,
    left: (time: string) => `${time} left`,
    over: 'The time is over: the link goes out as soon as nothing holds it back.',
    toRegistered:
      'Then a link goes to the registered address. Every address of the account was told and can stop it; here, freezing stops it.',
    toNew: (address: string) =>
      `Then a link goes to ${address}, once it has confirmed itself. Every address of the account was told and can stop it; here, freezing stops it.`,
    confirmed: 'The new address is confirmed.',
    notConfirmed: 'The new address has not typed its code yet.',
    repeat: 'Send the code again',
    repeatTitle: 'Send the code again?',
    repeatEffect: (address: string) =>
      `The letter goes to ${address} once more, with the same code; three times at most. The hold goes on as it is.`,
    stopped: 'Every reset is stopped: the link waits.',
    approve: 'Approve as second',
    approveShort: 'Approve',
    refuse: 'Refuse',
    freeze: 'Freeze',
    onlySecond: (name: string) => `Waits for ${name}`,
    onlyHold: 'Runs by itself',
    approveTitle: 'Approve as the second person?',
    approveEffect: (hold: string, address: string) =>
      `A hold of ${hold} begins. Every address of the account is told at once and can stop it. ${address} gets a code to type, and a link only after both.`,
    approveTyped: 'Type the last 4 digits of the account to confirm',
    approveTypedHint: (account: string) => `The account is ${account}. From here on only a freeze stops it.`,
    approveWhy: 'What convinces you?',
    approveReasons: {
      circles: 'The circles of friends do not know each other',
      facts: 'The facts fit, and nobody else could know them',
      path: 'The account and the mail tell one story',
    },
    refuseTitle: 'Refuse the proposal?',
    refuseEffect:
      'The case goes back to the queue with your reason. On the same evidence it cannot be proposed again. Nobody outside is written to.',
    refuseWhy: 'What speaks against it?',
    refuseReasons: {
      circle: 'The friends are one circle',
      known: 'The facts can be looked up',
      doubt: 'The new address is in doubt',
    },
  },
  {
    proposed: '提议交给新邮箱',
    waits: (first, second) => `由 ${first} 提议，等待系统抽中的第二人 ${second} 裁决。`,
    yours: (first) => `由 ${first} 提议，系统抽中您作第二次裁决。请查看证据；您裁决之后才显示其理由。`,
    held: (until) => `静候至 ${until}`,
    left: (time) => `还剩 ${time}`,
    over: '时间已到：只要没有阻碍，链接即寄出。',
    toRegistered: '此后链接寄往登记邮箱。账号的每个邮箱都已收到通知，可以制止；在此可用冻结制止。',
    toNew: (address) =>
      `此后待 ${address} 确认，链接寄往该邮箱。账号的每个邮箱都已收到通知，可以制止；在此可用冻结制止。`,
    confirmed: '新邮箱已确认。',
    notConfirmed: '新邮箱尚未输入验证码。',
    repeat: '再寄验证码',
    repeatTitle: '再寄一次验证码？',
    repeatEffect: (address) => `同一验证码的信会再次寄往 ${address}，最多三次。静候期照常进行。`,
    stopped: '所有重置已停止：链接暂不寄出。',
    approve: '作为第二人批准',
    approveShort: '批准',
    refuse: '拒绝',
    freeze: '冻结',
    onlySecond: (name) => `等待 ${name}`,
    onlyHold: '自动进行',
    approveTitle: '作为第二人批准？',
    approveEffect: (hold, address) =>
      `静候期 ${hold} 随即开始。账号的每个邮箱都会立刻收到通知，并可制止。${address} 会收到验证码；两者都完成后才寄出链接。`,
    approveTyped: '输入账号的最后 4 位以确认',
    approveTypedHint: (account) => `账号是 ${account}。此后只有冻结才能制止。`,
    approveWhy: '您凭什么相信？',
    approveReasons: {
      circles: '好友的圈子互不相识',
      facts: '资料相符，且别人无从得知',
      path: '账号与来信前后一致',
    },
    refuseTitle: '拒绝此提议？',
    refuseEffect: '此案带着您的理由回到队列。凭同样的证据不能再次提议。不会写信给外面的任何人。',
    refuseWhy: '有什么不妥？',
    refuseReasons: { circle: '好友同属一个圈子', known: '这些资料可以查到', doubt: '新邮箱存疑' },
  },
)
