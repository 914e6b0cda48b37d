// Calls of the log that took long, by name, for the diagnostics. Measured where the engine asks, so that whatever implements
// the log is measured alike: the time is what the engine waited, a thread's queue included. Bounded by the names there are.

/** Milliseconds; a call that takes longer is noted. */
export const slowMs = 40

export type SlowCall = { readonly name: string; readonly count: number; readonly longestMs: number }

/** `monotonic` gives milliseconds from an arbitrary start. */
export function createSlowCalls(monotonic: () => number) {
  const slow = new Map<string, SlowCall>()

  const note = (name: string, ms: number) => {
    if (ms <= slowMs) return
    const { count = 0, longestMs = 0 } = slow.get(name) ?? {}
    slow.set(name, { name, count: count + 1, longestMs: Math.max(longestMs, ms) })
  }

  const measured = (name: string, part: unknown): unknown => {
    if (typeof part === 'function')
      return (...args: unknown[]) => {
        const began = monotonic()
        const result: unknown = part(...args)
        const over = () => note(name, monotonic() - began)
        if (result instanceof Promise) result.then(over, over)
        else over()
        return result
      }
    return isPlain(part) ? watch(part, `${name}.`, new Set()) : part
  }

  const watch = <T extends object>(api: T, prefix: string, except: ReadonlySet<unknown>): T =>
    new Proxy(api, {
      get: (target, name) => {
        const part: unknown = Reflect.get(target, name)
        return typeof name !== 'string' || except.has(name) ? part : measured(prefix + name, part)
      },
    })

  return {
    /**
     * `api` with its functions measured, and those of the plain objects in it, named `object.function`; all but those in
     * `except`.
     */
    watch: <T extends object>(api: T, except: readonly (keyof T)[] = []): T =>
      watch(api, '', new Set(except)),
    /** What was slow since the start, the longest first. */
    list: (): readonly SlowCall[] => [...slow.values()].toSorted((a, b) => b.longestMs - a.longestMs),
  }
}

function isPlain(part: unknown): part is object {
  return typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype
}
