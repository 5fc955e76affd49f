import { catalogue } from './language.tsx'

/** Of what stands in place of a page that failed. */
export const faultWords = catalogue(
  {
    titles: { closed: 'Not open to you', missing: 'Nothing here', broken: 'Something broke on our side' },
    texts: {
      closed: 'Your role does not allow this. A supervisor can help.',
      missing: 'There is no page or case at this address.',
      broken: 'Nothing you did is lost that was saved before. Try again in a moment.',
    },
    toStart: 'Back to the start',
    toQueue: 'Back to the queue',
  },
  {
    titles: { closed: '无权查看', missing: '这里没有内容', broken: '系统出错了' },
    texts: {
      closed: '您的角色不允许此操作。可以请主管协助。',
      missing: '此地址没有页面或案件。',
      broken: '此前已保存的内容不会丢失。请稍后再试。',
    },
    toStart: '返回首页',
    toQueue: '返回队列',
  },
)
