// How often something may be done: a bucket of tokens for each key, filled at a steady rate. The clock is monotonic. What is
// remembered is bounded; whoever was longest not heard of is forgotten first, with a full bucket again.

export type Allowance = {
  /** 0 where it may be done now, and is counted; otherwise in how many ms it may. */
  readonly take: (key: string) => number
}

const mostKeys = 20_000

/** At most `burst` at once, and `perSecond` in the long run. */
export function createAllowance(burst: number, perSecond: number, now: () => number): Allowance {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>()
  return {
    take: (key) => {
      const at = now()
      const bucket = buckets.get(key) ?? { left: burst, at }
      const left = Math.min(burst, bucket.left + ((at - bucket.at) / 1_000) * perSecond)
      buckets.delete(key)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at })
      if (buckets.size > mostKeys) {
        const [oldest = key] = buckets.keys()
        buckets.delete(oldest)
      }
      return left >= 1 ? 0 : Math.ceil(((1 - left) / perSecond) * 1_000)
    },
  }
}
