import type { Surroundings } from '#app/evidence/surroundings.ts'
import type { Account } from './account.ts'
import { type RecordFault, readAccountRecord } from './account-record.ts'
import { friendsListed } from './listed-friends.ts'
import { suspiciousSince } from './suspicion.ts'

/** Accounts in memory that answer what the database answers, as far as accounts alone can. */
export type AccountDirectory = {
  /** The first claimed number or handle that exists; else the one account that has one of the addresses registered. */
  find: (asked: { identifiers: readonly string[]; addresses: readonly string[] }) => Account | null
  surroundingsOf: (asked: {
    account: Account | null
    senderAddress: string | null
    listedNumbers: readonly string[]
    now: Date
  }) => Surroundings
}

/** A line's fault; lines count from 1. */
export type FileFault = RecordFault & { line: number }

/** Friends of one's own beyond which a friendship says little. */
export const popularBeyond = 1_000

/** Reads an accounts file of JSON lines; a faulty line is left out and named. */
export function readAccountsFile(file: string): { accounts: Account[]; faults: FileFault[] } {
  const accounts: Account[] = []
  const faults: FileFault[] = []
  for (const [at, text] of file
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (text.trim() === '') continue
    const read = readAccountLine(text)
    if ('account' in read) accounts.push(read.account)
    else faults.push(...read.faults.map((fault) => ({ line: at + 1, ...fault })))
  }
  return { accounts, faults }
}

/** Reads one line of JSON. */
export function readAccountLine(text: string): ReturnType<typeof readAccountRecord> {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return { faults: [{ field: 'record', reason: 'is not JSON' }] }
  }
  return readAccountRecord(given)
}

/** A later account of the same number replaces the earlier one. */
export function accountDirectory(given: readonly Account[]): AccountDirectory {
  const blockedBy = new Map<string, string[]>()
  const named = new Map(given.map((account) => [account.number, account]))
  for (const { number, blocked } of named.values())
    for (const other of blocked) blockedBy.set(other, [...(blockedBy.get(other) ?? []), number])
  const accounts = [...named.values()].map((account) => ({
    ...account,
    blockedBy: [...new Set([...account.blockedBy, ...(blockedBy.get(account.number) ?? [])])],
  }))
  const byNumber = new Map(accounts.map((account) => [account.number, account]))
  const byHandle = new Map(accounts.map((account) => [account.handle?.toLowerCase(), account]))
  const byAddress = new Map<string, Account[]>()
  for (const account of accounts)
    if (account.registeredEmail !== null)
      byAddress.set(account.registeredEmail, [...(byAddress.get(account.registeredEmail) ?? []), account])

  return {
    find({ identifiers, addresses }) {
      for (const identifier of identifiers) {
        const account = byNumber.get(identifier) ?? byHandle.get(identifier.toLowerCase())
        if (account) return account
      }
      const holders = new Set(addresses.flatMap((address) => byAddress.get(address.toLowerCase()) ?? []))
      const [only] = holders
      return holders.size === 1 && only ? only : null
    },

    surroundingsOf({ account, senderAddress, listedNumbers, now }) {
      const listed = account ? friendsListed(account, listedNumbers) : []
      const ties = listed.flatMap((one, at) =>
        listed.slice(at + 1).flatMap((other) => (know(one, other) ? [[one, other] as const] : [])),
      )
      const sendersAccount = findSendersAccount(senderAddress, account)
      return {
        frequency: { nickname: share('nickname', account), city: share('city', account) },
        ties,
        popularFriends: new Set(listed.filter((number) => currentFriends(number) > popularBeyond)),
        friendsWithOpenTicket: new Set(),
        sendersAccount: sendersAccount?.number ?? null,
        sendersFriends: new Set(sendersAccount?.friends.map(({ number }) => number)),
        linkUsedAt: null,
        registeredRouteDead: false,
        suspiciousSince: suspiciousSince(account, [], now),
        signals: [],
        guesses: {},
        contested: false,
        asked: false,
      }
    },
  }

  function know(one: string, other: string): boolean {
    return lists(one, other) || lists(other, one)
  }

  function lists(one: string, other: string): boolean {
    return byNumber.get(one)?.friends.some(({ number }) => number === other) ?? false
  }

  function currentFriends(number: string): number {
    return byNumber.get(number)?.friends.filter(({ endedAt }) => endedAt === null).length ?? 0
  }

  function share(field: 'nickname' | 'city', account: Account | null): number {
    if (!account || account[field] === null) return 0
    return accounts.filter((other) => other[field] === account[field]).length / Math.max(1, accounts.length)
  }

  /** Of several accounts behind one address the one that is a friend says the most. */
  function findSendersAccount(senderAddress: string | null, account: Account | null): Account | null {
    if (senderAddress === null) return null
    const others = (byAddress.get(senderAddress) ?? []).filter((other) => other.number !== account?.number)
    const friends = new Set(account?.friends.map(({ number }) => number))
    others.sort(
      (one, other) => Number(friends.has(other.number)) - Number(friends.has(one.number)) || order(one, other),
    )
    return others[0] ?? null
  }
}

function order(one: Account, other: Account): number {
  return one.number < other.number ? -1 : 1
}
