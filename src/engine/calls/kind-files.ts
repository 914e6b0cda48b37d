// The kind files of the data directory while an engine runs: watched, named with what is wrong with them, and written for a
// screen that makes one.

import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunlightError } from '../../core/basics/errors.ts'
import type { KindFileInfo } from '../../core/contract/calls/kinds.ts'
import type { Changes, Handlers } from '../../core/contract/contract.ts'
import { kindFileSuffix } from '../../core/kind-file/file-limits.ts'
import { kindIdProblem } from '../../core/kind-file/parse.ts'
import type { KindSet } from '../base/kind-set.ts'
import { kinds as ownKinds } from '../base/kinds.ts'
import { kindsFolder, readKindText } from '../base/read-kind-files.ts'
import { createFolderWatch } from '../base/watch-folder.ts'
import type { LogAccess } from '../log/port.ts'

type Deps = {
  readonly dataDir: string
  readonly set: KindSet
  readonly log: Pick<LogAccess, 'readKinds' | 'readOnly'>
  readonly push: (change: Pick<Changes, 'kinds'>) => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

export function createKindFiles({ dataDir, set, log, push, onDefect }: Deps) {
  const folder = kindsFolder(dataDir)

  const watching = createFolderWatch(
    folder,
    () => void refresh().catch((thrown) => onDefect('kind files', thrown)),
  )

  /** Takes up what changed in the folder; the threads read by it before a screen is told. */
  const refresh = async (): Promise<void> => {
    // The folder may have been made meanwhile.
    watching.begin()
    if (!set.refresh()) return
    await log.readKinds()
    push({ kinds: true })
  }
  const calls: Pick<Handlers, 'kinds.files' | 'kinds.save'> = {
    'kinds.files': async () => {
      await refresh()
      return { folder, files: kindFilesOf(set) }
    },
    'kinds.save': async ({ id, text, replace }) => {
      if (log.readOnly !== null) throw new RunlightError('read-only', log.readOnly)
      const file = `${id}${kindFileSuffix}`
      // The name becomes a path.
      const unfit = kindIdProblem(id, new Set(ownKinds.keys()))
      if (unfit !== null) return { problems: [{ line: 1, column: 1, reason: unfit }] }
      const parsed = readKindText(file, text)
      if (!parsed.ok) return { problems: [...parsed.problems] }
      mkdirSync(folder, { recursive: true })
      await writeNew(join(folder, file), text, replace)
      await refresh()
      return { problems: [] }
    },
  }

  return {
    refresh,
    calls,
    /** Watches the folder from now on, or from when it is there; returns what ends it. */
    watch: (): (() => void) => {
      watching.begin()
      return watching.end
    },
  }
}

/** The files of `set` as a screen shows them. */
export function kindFilesOf(set: KindSet): KindFileInfo[] {
  return set.files().map(({ file, id, kind, problems }) => ({
    file,
    id,
    label: kind?.label ?? null,
    problems: [...problems],
  }))
}

async function writeNew(path: string, text: string, replace: boolean): Promise<void> {
  try {
    await writeFile(path, text, { flag: replace ? 'w' : 'wx', mode: 0o600 })
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown
    throw new RunlightError('bad-input', 'There is a kind of this name already: choose another name.', {
      taken: true,
    })
  }
}
