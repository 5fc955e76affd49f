import { catalogue } from '#app/components/language.tsx'

export const leaseWords = catalogue(
  {
    take: 'Take',
    keep: 'Keep',
    takeOver: 'Take over',
    return: 'Return',
    notTaken: 'Not taken',
    overTitle: 'Take it over?',
    overEffect: (name: string, left: string) =>
      `${name} works on this case for another ${left}. It becomes yours, and the audit keeps that you took it over.`,
    cancel: 'Cancel',
    with: (name: string) => `With ${name}`,
    withFor: (name: string, left: string) => `With ${name} for ${left}`,
    yoursFor: (left: string) => `Yours for ${left}`,
    yours: 'Taken by you',
  },
  {
    take: '接手',
    keep: '继续处理',
    takeOver: '接管',
    return: '退回',
    notTaken: '未接手',
    overTitle: '要接管吗？',
    overEffect: (name: string, left: string) =>
      `${name} 正在处理此案件，还剩 ${left}。接管后案件归您，审计记录会注明是您接管的。`,
    cancel: '取消',
    with: (name: string) => `由 ${name} 处理`,
    withFor: (name: string, left: string) => `由 ${name} 处理，还剩 ${left}`,
    yoursFor: (left: string) => `归您，还剩 ${left}`,
    yours: '由您处理',
  },
)
