import { catalogue } from '#app/components/language.tsx'

export const attacksWords = catalogue(
  {
    title: 'Attacks',
    intro:
      'What ties cases of the last 30 days together. It lowers or stops the claimant’s own cases, never the owner’s.',
    none: 'Nothing ties cases together',
    noneWhy: 'No sender, address or account stands out in the last 30 days.',
    cases: (count: number) => (count === 1 ? '1 case' : `${count} cases`),
    stopped: (count: number) => `${count} stopped`,
    stoppedUntil: (day: string) => `stopped until ${day}, if nothing more comes`,
    last: (day: string) => `last ${day}`,
    caseNumber: (number: string) => `Case ${number}`,
    kinds: {
      sender_many_accounts: 'One sender, many accounts',
      contact_many_accounts: 'One contact address, many accounts',
      account_many_senders: 'One account, many senders',
      retries_after_refusal: 'Again after a refusal',
      friend_spray: 'Friend numbers by the dozen',
    },
    why: {
      sender_many_accounts:
        'Three accounts lower the score of this sender, five stop it. Only mail whose sender is proved counts.',
      contact_many_accounts: 'Different cases want the answer at the same address.',
      account_many_senders:
        'Only a credible rival changes a case; many that are not are noise, or somebody who guesses.',
      retries_after_refusal: 'New cases for an account after one was refused.',
      friend_spray: 'Only the first twenty listed numbers count; more than that is guessing.',
    },
    counts: {
      sender_many_accounts: (count: number) => `${count} accounts`,
      contact_many_accounts: (count: number) => `${count} accounts`,
      account_many_senders: (count: number) => `${count} senders`,
      retries_after_refusal: (count: number) => `${count} new cases`,
      friend_spray: (count: number) => `${count} numbers`,
    },
  },
  {
    title: '攻击',
    intro: '最近 30 天内把案件联系在一起的线索。只会降低或停止申请人自己的案件，绝不影响机主。',
    none: '没有可疑关联',
    noneWhy: '最近 30 天没有突出的发件人、地址或账号。',
    cases: (count) => `${count} 个案件`,
    stopped: (count) => `已停止 ${count} 个`,
    stoppedUntil: (day) => `若无新来信，停止至 ${day}`,
    last: (day) => `最近 ${day}`,
    caseNumber: (number) => `案件 ${number}`,
    kinds: {
      sender_many_accounts: '同一发件人，多个账号',
      contact_many_accounts: '同一联系地址，多个账号',
      account_many_senders: '同一账号，多个发件人',
      retries_after_refusal: '拒绝后再次申请',
      friend_spray: '大量好友号码',
    },
    why: {
      sender_many_accounts: '涉及三个账号会降低该发件人的分数，五个则停止。只计算发件人已证实的邮件。',
      contact_many_accounts: '不同案件要求把答复寄到同一地址。',
      account_many_senders: '只有可信的竞争者才影响案件；其余多为噪音或有人在猜。',
      retries_after_refusal: '某账号被拒绝后又出现的新案件。',
      friend_spray: '只计算列出的前二十个号码，更多即为猜测。',
    },
    counts: {
      sender_many_accounts: (count) => `${count} 个账号`,
      contact_many_accounts: (count) => `${count} 个账号`,
      account_many_senders: (count) => `${count} 个发件人`,
      retries_after_refusal: (count) => `${count} 个新案件`,
      friend_spray: (count) => `${count} 个号码`,
    },
  },
)
