import { catalogue } from '#app/components/language.tsx'

/** Of the way out of a freeze. */
export const settleWords = catalogue(
  {
    settle: 'Settle the freeze',
    hint: 'Nothing moves on this case until you have looked into it.',
    title: 'Settle the freeze?',
    effect: 'The case is weighed anew and waits for an agent. Nothing is approved or refused by it.',
    heard: 'Whoever said “this was not me” for this account counts as heard.',
    found: 'What did you find?',
    submit: 'Settle',
  },
  {
    settle: '解除冻结',
    hint: '在您查明之前，此案一切停止。',
    title: '解除冻结？',
    effect: '此案将重新评估，等待客服处理。解除本身不批准也不拒绝。',
    heard: '对此账号声明过“不是我本人”的人，视为已经处理。',
    found: '您查到了什么？',
    submit: '解除',
  },
)
