// Files that a person opened with Runlight: imported at once, and shown by the window as soon as there is one. It reads
// none of them: what a file is, its import finds out.

import type { HostMessage } from '../../core/contract/host-message.ts'
import type { Engine } from '../../engine/index.ts'

/** Begins an import of each of `paths` when the engine is open; where it cannot open, the app ends anyway. */
export function takeFiles(
  engine: Promise<Pick<Engine, 'transcripts'>>,
  paths: readonly string[],
  send: (message: HostMessage) => void,
): void {
  if (paths.length === 0) return
  const begin = ({ transcripts }: Pick<Engine, 'transcripts'>) =>
    send({ host: 'importing', jobs: paths.map((path) => transcripts.importPath(path, null)) })
  void engine.then(begin, () => {})
}
