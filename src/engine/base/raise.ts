/** Throws `error` where an expression is wanted: `found ?? raise(noSuchRun(id))`. */
export function raise(error: Error): never {
  throw error
}
