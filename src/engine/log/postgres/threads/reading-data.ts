// What a thread that reads a shared log is started with.

export type ReadingData = {
  readonly url: string
  /** What the database's own lists show. */
  readonly name: string
  /** Where a person's kind files are. */
  readonly kindsDir: string
  /** The collector whose runs alone `summaries` tells; null: all. */
  readonly ownedBy: string | null
}
