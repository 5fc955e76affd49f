import { catalogue } from './language.tsx'

/** Of what stands in place of a page that failed. */
export const faultWords = catalogue(
  {
    titles: {
      closed: 'Not open to you',
      missing: 'Nothing here',
      broken: 'Something broke on our side',
      unreached: 'No connection to the desk',
    },
    texts: {
      closed: 'Your role does not allow this. A supervisor can help.',
      missing: 'There is no page or case at this address.',
      broken: 'Nothing you did is lost that was saved before. Try again in a moment.',
      unreached: 'The page comes by itself when the connection is back.',
    },
    again: 'Try again',
    trying: 'Trying …',
    toStart: 'Back to the start',
    toQueue: 'Back to the queue',
  },
  {
    titles: { closed: '无权查看', missing: '这里没有内容', broken: '系统出错了', unreached: '无法连接' },
    texts: {
      closed: '您的角色不允许此操作。可以请主管协助。',
      missing: '此地址没有页面或案件。',
      broken: '此前已保存的内容不会丢失。请稍后再试。',
      unreached: '连接恢复后，页面会自动显示。',
    },
    again: '重试',
    trying: '正在重试……',
    toStart: '返回首页',
    toQueue: '返回队列',
  },
)
