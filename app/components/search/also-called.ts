import type { OfferName } from '#app/components/offers.ts'

/** Other words by which people look for what can be done, in English and in Chinese. */
export const alsoCalled: Partial<Record<OfferName, string>> = {
  take: 'claim own mine 认领',
  takeOver: 'claim 认领',
  keep: 'extend lease 延长',
  return: 'release give back unassign 放回 归还',
  approve: 'accept send link 通过 同意',
  propose: 'approve two people 批准',
  ask: 'more information question letter 补充资料 追问',
  deny: 'deny reject decline 驳回',
  freeze: 'stop block hold 停止',
  secondApprove: 'second verdict 批准 同意',
  secondRefuse: 'second verdict deny reject 驳回',
  settle: 'unfreeze thaw 解冻',
  close: 'done end 结束',
  recover: 'sort request 归类',
  assign: 'give to owner colleague 转交 指派',
  tag: 'label 标记',
  snooze: 'later remind postpone 推迟 延后',
  escalate: 'escalate help question 上报',
  spam: 'junk 垃圾',
  undo: 'take back revert 还原',
  note: 'comment 评论 记录',
  table: 'columns 表格',
  list: '列表',
}
