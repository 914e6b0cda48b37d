// The shape of a sample story. Stories are kept one to a file, so that a writer needs to read no code.

export type Chapter = {
  readonly heading: string
  readonly text: string
  /** Asked of the child at the end, with what may happen next. */
  readonly question: string
  readonly choices: readonly string[]
  /** What a child may learn from it. */
  readonly lessons: readonly string[]
  readonly vocabulary: 'beginner' | 'intermediate' | 'advanced'
}

export type Story = {
  /** The theme that asks for it. */
  readonly theme: string
  readonly title: string
  readonly chapters: readonly [Chapter, ...Chapter[]]
}
