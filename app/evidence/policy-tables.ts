import { z } from 'zod'
import { attackerClasses } from './assessment.ts'

const chance = z
  .number('must be a number')
  .gt(0, 'must be above 0 and at most 1')
  .lte(1, 'must be above 0 and at most 1')
const share = z.number('must be a number').gt(0, 'must be between 0 and 1').lt(1, 'must be between 0 and 1')
const amount = z.number('must be a number').gte(0, 'must not be below 0')
const count = z.int('must be a whole number').gt(0, 'must be above 0')
const lowering = z.number('must be a number').lte(0, 'must not be above 0: context only lowers')

const byVisibility = <T extends z.ZodType>(cell: T) => z.union([cell, z.strictObject({ public: cell, private: cell })])
const byAttacker = <T extends z.ZodType>(cell: T) => z.record(z.enum(attackerClasses), cell)

/** What a level may be worth, so that blurring or falsifying never pays. */
const clamp = z.enum(['exact', 'coarse', 'slip', 'wrong'])

/** The numbers of one fact. The last level is the wrong value, for which an attacker needs no cell of his own. */
const factNumbers = z.strictObject({
  levels: z.array(z.string()).min(2),
  clamps: z.array(clamp).min(2),
  /** The owner states each level, when he states the fact at all. */
  m: z.array(chance).min(2),
  /** Each class can state each level but the wrong one. "frequency": as often as the value occurs among accounts. */
  k: byAttacker(byVisibility(z.array(z.union([chance, z.literal('frequency')])).min(1))),
})

/** The shape of a policy; each cell possible by itself. */
export const policyTables = z.strictObject({
  version: z.string().min(1),
  /** The share of attackers among recovery mail. */
  attackShare: share,
  calibration: z.strictObject({ alpha: z.number().gt(0, 'must be above 0'), beta: z.number() }),
  owners: z.strictObject({ withMailbox: share, lostMailbox: share }),
  attackers: byAttacker(share),
  /** Chances of each sender level. The attackers' rows need not add up to 1: nobody must spoof. */
  sender: z.strictObject({
    levels: z.array(z.string()),
    scoredAs: z.record(z.string(), z.string()),
    equalsRegistered: z.array(z.string()),
    owners: z.strictObject({ withMailbox: z.array(chance), lostMailbox: z.array(chance) }),
    attackers: byAttacker(byVisibility(z.array(chance))),
  }),
  facts: z.record(z.string(), factNumbers),
  /** How alike two values are that still count as close: Jaro-Winkler, and edits for addresses. */
  closeness: z.strictObject({
    real_name: chance,
    nickname: chance,
    registered_email: z.strictObject({ edits: count, lettersPerEdit: count }),
  }),
  /** The chance that one security answer is right. */
  answers: z.strictObject({ owner: share, attackers: byAttacker(byVisibility(share)) }),
  floors: z.strictObject({ chance, frequency: chance, unknown: chance }),
  /** How a wrong value from an attacker is weighed: he bluffs where he does not know, and tells what he knows. */
  wrong: z.strictObject({ bluff: chance, tell: chance }),
  friends: z.strictObject({
    /** A younger friendship weighs nothing. */
    establishedDays: count,
    listedAtMost: count.lte(31, 'must be at most 31'),
    weights: z.strictObject({
      full: chance,
      formerFriend: amount,
      manyFriends: amount,
      openTicket: amount,
      slip: amount,
      recent: amount,
      knownToSender: amount,
    }),
    /** Bits by the weight of all hits, or of those that do not know each other; linear between the points. */
    tables: byAttacker(
      z.strictObject({ by: z.enum(['hits', 'circles']), points: z.array(z.tuple([amount, amount])).min(2) }),
    ),
    misses: z.strictObject({ freeShare: amount, bitsEach: amount, blacklistedBits: amount, atMost: amount }),
    /** Two hits are also tied when they share so large a part of their friends on the account; missing: never. */
    sharedFriends: z.strictObject({ share: chance, least: count }).optional(),
    /** How many friends, of different groups and times, the form asks for; missing: some, without a word of groups. */
    formAsks: count.optional(),
  }),
  /** Facts that anybody can read on the account's page. */
  public: z.strictObject({ always: z.array(z.string()), whenPublic: z.array(z.string()) }),
  caps: z.strictObject({ fact: amount, friendsBlind: amount, publicFacts: amount, personalKnowledge: amount }),
  /** What wrong guesses of others cost a right fact at most, in bits and as a part of its weight; missing: all of it. */
  guesses: z.strictObject({ bitsAtMost: amount, shareAtMost: share }).optional(),
  context: z.strictObject({
    days: z.strictObject({ mailChanged30: count, mailChanged7: count }),
    dormantMonths: count,
    floor: lowering,
    signals: z.record(z.string(), lowering),
    reweight: z.strictObject({
      senderIsFriend: z.strictObject({ attacker: z.enum(attackerClasses), to: share }),
      dormantStrong: z.strictObject({ attacker: z.enum(attackerClasses), times: z.number().gte(1), atMost: share }),
    }),
    /** Signals that end the case. */
    stops: z.array(z.string()),
    /** Another claimant's case counts as a rival's above so many bits; missing: above 0. */
    credibleBits: amount.optional(),
  }),
  registered: z.strictObject({
    unchangedDays: count,
    aliveMonths: count,
    doubtfulHoldHours: count,
    /** Facts that a mailbox cannot contain, and the bits against a hijacker that one of them must bring. */
    beyondMailbox: z.array(z.string()),
    beyondMailboxBits: amount,
  }),
  /**
   * An account that was found by its facts counts as named from so many bits against a stranger; missing: never. A
   * stranger's facts fit some account: it takes as many bits more as there are accounts, in log2.
   */
  foundByFacts: z.strictObject({ strangerBits: amount }).optional(),
  newAddress: z.strictObject({
    probability: share,
    margins: z.partialRecord(z.enum(attackerClasses), z.number()),
    sendersBarred: z.array(z.string()),
    holdHours: count,
    /** The hold for a valuable number, or where the registered address changed lately. */
    cautiousHoldHours: count,
    cautiousMailChangedDays: count,
  }),
})

export type PolicyTables = z.infer<typeof policyTables>

/** The numbers of one fact, which a comparison may bring with it. */
export type FactNumbers = z.infer<typeof factNumbers>
