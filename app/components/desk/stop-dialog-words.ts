import { catalogue } from '#app/components/language.tsx'

/** Of the question before a stop of every reset, or its end. */
export const stopDialogWords = catalogue(
  {
    stop: 'Stop all resets',
    stopTitle: 'Stop every reset?',
    stopEffect:
      'At once nobody can approve, links that were sent stop working, and letters with a link wait. Everything else goes on. It holds until a supervisor ends it, and everybody on the desk sees who stopped it and why.',
    end: 'End the stop',
    endTitle: 'Let resets go on?',
    endEffect:
      'Cases can be approved again, links that have not run out work again, and letters that waited are sent. Freeze first what must not move.',
    why: 'Why',
    whyHint: 'Everybody on the desk reads it; it stays in the audit.',
    cancel: 'Cancel',
    refusals: {
      'no reason': 'Write down why, so that everybody can follow it.',
      'stopped already': 'Every reset is stopped already.',
      'not stopped': 'Nothing is stopped any more.',
    },
  },
  {
    stop: '停止所有重置',
    stopTitle: '停止所有重置？',
    stopEffect:
      '立即生效：任何人都不能批准，已寄出的链接失效，带链接的信件暂不寄出。其他工作照常。直到主管解除为止，工作台所有人都能看到是谁停止的、为什么。',
    end: '解除停止',
    endTitle: '恢复重置？',
    endEffect: '案件可以重新批准，未过期的链接恢复可用，等待中的信件会寄出。不应继续的案件请先冻结。',
    why: '原因',
    whyHint: '工作台所有人都会看到，并留在审计记录中。',
    cancel: '取消',
    refusals: {
      'no reason': '请写明原因，以便所有人了解。',
      'stopped already': '所有重置已经停止。',
      'not stopped': '目前没有停止。',
    },
  },
)
