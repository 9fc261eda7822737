/** A database that fails where a test says: D1 is reached over a network, and a network fails at any moment. */

export interface Fault {
  /** Before the database did anything; in the midst of a batch, of which nothing stays; or after it did all, before it could say so. */
  when: 'before' | 'inside' | 'after';
  /** The statements that it happens to. */
  to: RegExp;
  times?: number;
}

export interface FailingDatabase extends D1Database {
  /** How often it failed so far. A test that expects a fault asserts that it came. */
  readonly faults: number;
}

const lost = () => new Error('D1_ERROR: Network connection lost while at insert into "responses"');
const single = ['run', 'all', 'raw', 'first'] as const;

export function failing(database: D1Database, { when, to, times = 1 }: Fault): FailingDatabase {
  let faults = 0;
  const texts = new WeakMap<D1PreparedStatement, string>();

  async function through<Result>(statements: readonly D1PreparedStatement[], execute: (spoilt?: D1PreparedStatement) => Promise<Result>) {
    const due = faults < times && statements.some((statement) => to.test(texts.get(statement) ?? ''));
    if (!due) return execute();
    faults += 1;
    if (when === 'before') throw lost();
    // An overflow is found while running, when the statements before it have been run already.
    if (when === 'inside') return execute(database.prepare('select abs(-9223372036854775807 - 1)'));
    await execute();
    throw lost();
  }

  function watched(statement: D1PreparedStatement, text: string): D1PreparedStatement {
    texts.set(statement, text);
    const bind = statement.bind.bind(statement);
    statement.bind = (...values) => watched(bind(...values), text);
    for (const name of single) {
      const execute = (statement[name] as (...values: unknown[]) => Promise<unknown>).bind(statement);
      Object.assign(statement, {
        [name]: (...values: unknown[]) => through([statement], (spoilt) => (spoilt ? spoilt.run() : execute(...values))),
      });
    }
    return statement;
  }

  return new Proxy(database, {
    get(target, property) {
      if (property === 'faults') return faults;
      if (property === 'prepare') return (text: string) => watched(target.prepare(text), text);
      if (property === 'batch') {
        return (statements: D1PreparedStatement[]) =>
          through(statements, (spoilt) =>
            target.batch(spoilt ? [...statements.slice(0, -1), spoilt, ...statements.slice(-1)] : statements),
          );
      }
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as FailingDatabase;
}
