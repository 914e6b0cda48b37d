// From the text of a kind file to a kind, or to what is wrong with it: each problem with its line, in words for its author.

import type { Kind } from '../kind/kind.ts'
import type { Reader } from '../reader/reader.ts'
import { compileKind } from './compile.ts'
import { kindFileSuffix, longestKindFile } from './file-limits.ts'
import { type KindFile, kindFileSchema } from './format.ts'
import { knownNames, reportIssues } from './issue-words.ts'
import { parsePlaced } from './json-places.ts'
import { type KindFileProblem, type Path, quote, type Report } from './problem.ts'

/** What a file may refer to, and what it must not be called. */
export type KindFileDeps = {
  readonly readers: readonly Reader[]
  /** The kinds that Runlight has of its own: no file takes the place of one. */
  readonly ownIds: ReadonlySet<string>
}

export type ParsedKind =
  | { readonly ok: true; readonly kind: Kind }
  | { readonly ok: false; readonly problems: readonly KindFileProblem[] }

/** Problems of one file that are told; the first ones are most often the cause of the others. */
const mostProblems = 50

/** Reads the text of the file `name`. Total: any text gives an answer, in time and memory bounded by its length. */
export function parseKindFile(name: string, text: string, deps: KindFileDeps): ParsedKind {
  const id = idOfKindFile(name)
  const nameProblem = kindIdProblem(id, deps.ownIds)
  if (nameProblem !== null) return refuse([{ line: 1, column: 1, reason: nameProblem }])
  if (text.length > longestKindFile) {
    const most = longestKindFile.toLocaleString('en-US')
    return refuse([{ line: 1, column: 1, reason: `A kind file has at most ${most} characters.` }])
  }
  const placed = parsePlaced(text.replace(/^\uFEFF/, ''))
  if (!placed.ok) return refuse([placed.problem])
  const { value, placeOf } = placed
  const problems: KindFileProblem[] = []
  const kind = kindOf(id, value, deps.readers, (path, reason) => {
    if (problems.length < mostProblems) problems.push({ ...placeOf(path), reason })
  })
  return kind === null || problems.length > 0 ? refuse(problems) : { ok: true, kind }
}

function refuse(problems: readonly KindFileProblem[]): ParsedKind {
  return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) }
}

export type MadeKind =
  | { readonly ok: true; readonly kind: Kind }
  | { readonly ok: false; readonly problems: readonly { readonly path: Path; readonly reason: string }[] }

/** The kind of a file that has no text yet, as a screen that makes one shows it; problems have their path instead of a line. */
export function kindOfFile(id: string, file: KindFile, readers: readonly Reader[]): MadeKind {
  const problems: { path: Path; reason: string }[] = []
  const kind = kindOf(id, file, readers, (path, reason) => void problems.push({ path, reason }))
  return kind === null || problems.length > 0 ? { ok: false, problems } : { ok: true, kind }
}

function kindOf(id: string, value: unknown, readers: readonly Reader[], report: Report): Kind | null {
  const parsed = kindFileSchema.safeParse(value, { error: knownNames })
  if (parsed.success) return compileKind(id, parsed.data, readers, report)
  reportIssues(parsed.error.issues, value, report)
  return null
}

/** The id of the kind that the file `name` makes: its name without the ending. */
export function idOfKindFile(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  return base.endsWith(kindFileSuffix) ? base.slice(0, -kindFileSuffix.length) : base.replace(/\.json$/, '')
}

/** What is wrong with `id` as that of a kind file, in one sentence; null where nothing is. */
export function kindIdProblem(id: string, ownIds: ReadonlySet<string>): string | null {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) || id.length > 40)
    return `A kind is called after its file: name the file with small letters, digits and single hyphens, like my-jobs${kindFileSuffix}.`
  return ownIds.has(id) ? `Runlight has a kind ${quote(id)} of its own: give the file another name.` : null
}
