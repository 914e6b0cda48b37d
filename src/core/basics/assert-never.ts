/** Marks the branch that the compiler has shown to be unreachable; reaching it at run time is a defect. */
export function assertNever(value: never): never {
  throw new Error(`Not a case of its union: ${JSON.stringify(value)}`)
}
