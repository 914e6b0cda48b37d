// Closing what a command has opened, in its order and within a time.

/** Each whatever became of the one before; rejects with the first that failed. What takes longer than `withinMs` is left. */
export async function closeAll(closers: readonly (() => Promise<void>)[], withinMs: number): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, withinMs)
  try {
    await Promise.race([inOrder(closers), late.promise])
  } finally {
    clearTimeout(timer)
  }
}

async function inOrder(closers: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const close of closers) await close().catch((thrown: unknown) => failures.push(thrown))
  if (failures.length > 0) throw failures[0]
}
