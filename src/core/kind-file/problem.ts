// What is wrong with a kind file, where, and how it is gathered while the file is compiled.

/** Names and numbers from the file's top down to a value. */
export type Path = readonly PropertyKey[]

/** One thing that is wrong with a file; `line` and `column` count from 1, `reason` is a sentence for its author. */
export type KindFileProblem = { readonly line: number; readonly column: number; readonly reason: string }

/** Notes a problem with the value at `path`. */
export type Report = (path: Path, reason: string) => void

/** Untrusted text within a sentence: short, and on one line. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '�')
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`
}
