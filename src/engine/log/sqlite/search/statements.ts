// Statements that are put together as they are needed, prepared once and kept.

const kept = 64

/** Gives prepared statements by their SQL; there are few, since values are bound. */
export function createStatements<T>(prepare: (sql: string) => T): (sql: string) => T {
  const statements = new Map<string, T>()
  return (sql) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    if (statements.size >= kept) statements.clear()
    const made = prepare(sql)
    statements.set(sql, made)
    return made
  }
}
