// Puts a question before every call: whether it may be made at all. The input was validated, and nothing was done with it.

import type { Handlers } from '../../core/contract/contract.ts'

export function guarded(
  handlers: Handlers,
  mayCall: (name: string, input: unknown) => Promise<void>,
): Handlers {
  const asked = Object.entries(handlers).map(([name, handler]) => [
    name,
    async (input: never) => {
      await mayCall(name, input)
      return handler(input)
    },
  ])
  // The same names with the same inputs and outputs, which no type follows through entries.
  return Object.fromEntries(asked) as Handlers
}
