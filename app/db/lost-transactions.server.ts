import type postgres from 'postgres'

type Work = (sql: postgres.TransactionSql) => unknown
type Standing = { lost: boolean }

/**
 * The same pool where a transaction is over once its connection is lost. The driver rejects it then, but lets its work
 * run on, on a connection that may be another transaction's by now: its statements, its COMMIT and its ROLLBACK would go
 * there (porsager/postgres#1216). Here statements that come too late throw, and the work's outcome is told to nobody.
 */
export function endLostTransactions(pool: postgres.Sql): postgres.Sql {
  const begin = (...given: [Work] | [string, Work]): Promise<unknown> => {
    const work = given.at(-1) as Work
    const options = given.length === 2 ? given[0] : ''
    const standing: Standing = { lost: false }
    const whole = pool.begin(options, (sql) => settleUnlessLost(work, sql, standing))
    // Told in the same turn as the connection's end: work that waits for anything else comes later.
    whole.catch(() => {
      standing.lost = true
    })
    return whole
  }
  return new Proxy(pool, { get: (target, key) => (key === 'begin' ? begin : Reflect.get(target, key)) })
}

/** Never settles once the connection is lost: the driver answers an outcome with a COMMIT or a ROLLBACK. */
function settleUnlessLost(work: Work, sql: postgres.TransactionSql, standing: Standing): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outcome = (async () => work(fence(sql, standing)))()
    outcome.then(
      (value) => {
        if (!standing.lost) resolve(value)
      },
      // What fails because its connection ends fails a moment before that is known here.
      (error) => {
        setImmediate(() => {
          if (!standing.lost) reject(error)
        })
      },
    )
  })
}

function fence(sql: postgres.TransactionSql, standing: Standing): postgres.TransactionSql {
  const stand = () => {
    if (standing.lost) throw new LostTransaction()
  }
  const savepoint = (...given: [Work] | [string, Work]): Promise<unknown> => {
    stand()
    const inner = (nested: postgres.TransactionSql) => settleUnlessLost(given.at(-1) as Work, nested, standing)
    return given.length === 2 ? sql.savepoint(given[0], inner) : sql.savepoint(inner)
  }
  return new Proxy(sql, {
    apply: (target, self, given) => {
      stand()
      return Reflect.apply(target as unknown as (...given: unknown[]) => unknown, self, given)
    },
    get: (target, key) => {
      stand()
      return key === 'savepoint' ? savepoint : Reflect.get(target, key)
    },
  })
}

/** A statement of a transaction that ended with its connection. Says nothing of what the statement was for. */
class LostTransaction extends Error {
  override name = 'LostTransaction'
  code = 'CONNECTION_CLOSED'
  constructor() {
    super('The connection of this transaction was lost: nothing of it was kept.')
  }
}
