// All kinds of a data directory: Runlight's own and those that its kind files make. The map is one object for good and its
// content changes with the files, so that whoever holds it has the kinds of now.

import type { Kind } from '../../core/kind/kind.ts'
import { kinds as own } from './kinds.ts'
import { createKindFolder, type KindFileRead, kindsFolder } from './read-kind-files.ts'
import { withSafeGuess } from './safe-guess.ts'

export type KindSet = {
  readonly kinds: ReadonlyMap<string, Kind>
  /** The kind files as they were last read, by name. */
  readonly files: () => readonly KindFileRead[]
  /** Reads the files again; whether anything changed. */
  readonly refresh: () => boolean
}

/** Reads the kinds of `dataDir`; `wrap` is put around each. */
export function openKinds(dataDir: string, wrap: (kind: Kind) => Kind = (kind) => kind): KindSet {
  const look = createKindFolder(kindsFolder(dataDir))
  const kinds = new Map<string, Kind>()
  const latest = new Map<string, Kind>()
  let files: readonly KindFileRead[] = []

  const refresh = (): boolean => {
    const read = look()
    if (read === null) return false
    files = read
    const made = files.flatMap(({ kind }) => kind ?? [])
    for (const kind of made) latest.set(kind.id, kind)
    kinds.clear()
    // Runlight's own come first: what takes any URL is one of them.
    for (const kind of own.values()) kinds.set(kind.id, wrap(withSafeGuess(kind, made)))
    const all = [...own.values(), ...made]
    for (const kind of made) kinds.set(kind.id, wrap(withSafeGuess(followed(kind, latest), all)))
    return true
  }
  refresh()
  return { kinds, files: () => files, refresh }
}

/** `kind`, by the file as it is whenever it is asked: a run that is watched goes on by the file that was changed meanwhile. */
function followed(kind: Kind, latest: ReadonlyMap<string, Kind>): Kind {
  const now = () => latest.get(kind.id) ?? kind
  return {
    ...kind,
    title: (params) => now().title(params),
    request: (settings, resumeFrom) => now().request(settings, resumeFrom),
    read: (event, params, chosen) => now().read(event, params, chosen),
    endsWell: (job, params) => now().endsWell?.(job, params) === true,
    observes: (params) => now().observes(params),
    guesses: (params) => now().guesses?.(params) === true,
  }
}
