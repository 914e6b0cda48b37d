// A map that forgets its oldest names. The backend remembers jobs and visits by names that strangers choose; a plain
// map would grow for as long as it is asked.

export type Recent<T> = {
  readonly get: (name: string) => T | undefined
  /** Sets and makes it the newest; beyond `limit` the oldest is forgotten. */
  readonly set: (name: string, value: T) => void
}

export function createRecent<T>(limit: number): Recent<T> {
  const entries = new Map<string, T>()
  return {
    get: (name) => entries.get(name),
    set: (name, value) => {
      entries.delete(name)
      entries.set(name, value)
      const oldest = entries.keys().next()
      if (entries.size > limit && !oldest.done) entries.delete(oldest.value)
    },
  }
}
