import { catalogue } from '#app/components/language.tsx'

/** Of the banner and the button of a stop of every reset. */
export const stopWords = catalogue(
  {
    banner: (by: string, time: string) => `${by} stopped every reset on ${time}.`,
    effect: 'No approval goes through, and no link is sent or works.',
    somebody: 'Somebody',
    stop: 'Stop all resets',
    end: 'End the stop',
  },
  {
    banner: (by: string, time: string) => `${by} 于 ${time} 停止了所有重置。`,
    effect: '无法批准任何案件，不再寄出链接，已寄出的链接也不可用。',
    somebody: '有人',
    stop: '停止所有重置',
    end: '解除停止',
  },
)
