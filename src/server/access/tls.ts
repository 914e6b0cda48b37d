// The certificate that a hub shows. It is read again when its files change: certificates are renewed every few weeks, and no page
// is to be cut for it.

import { type FSWatcher, readFileSync, watch } from 'node:fs'
import { dirname } from 'node:path'
import { createSecureContext } from 'node:tls'
import { errorData, RunlightError } from '../../core/basics/errors.ts'

export type TlsFiles = { readonly cert: string; readonly key: string }
export type Pair = { readonly cert: Buffer; readonly key: Buffer }

/** A renewal writes two files, one after the other. */
const settledMs = 500
/** What no notification tells of, such as a file of another computer's, is looked for this often. */
const lookEveryMs = 60_000

/** Reads a certificate with its key. Throws `bad-input` with what is wrong; the key itself is in no message. */
export function readPair({ cert, key }: TlsFiles): Pair {
  const pair = { cert: read(cert, '--tls-cert'), key: read(key, '--tls-key') }
  try {
    createSecureContext(pair)
    return pair
  } catch {
    throw new RunlightError(
      'bad-input',
      `The certificate in ${cert} and the key in ${key} do not belong together, or are no PEM: nothing was changed.`,
    )
  }
}

/**
 * Hands on the pair in `files` whenever it is another one than before, at first than `shown`. One that is not sound is told
 * once, and the one before stays. Returns what stops that.
 */
export function followPair(
  files: TlsFiles,
  shown: Pair,
  renewed: (pair: Pair) => void,
  onProblem: (thrown: unknown) => void,
): () => void {
  let last = shown
  let told: string | null = null
  const look = () => {
    try {
      const pair = readPair(files)
      told = null
      if (pair.cert.equals(last.cert) && pair.key.equals(last.key)) return
      last = pair
      renewed(pair)
    } catch (thrown) {
      const { message } = errorData(thrown)
      if (message !== told) onProblem(thrown)
      told = message
    }
  }
  const stopWatching = watchFolders([dirname(files.cert), dirname(files.key)], look)
  const looking = setInterval(look, lookEveryMs)
  looking.unref()
  return () => {
    clearInterval(looking)
    stopWatching()
  }
}

/** Calls `changed` after something in them was written or replaced: renewals put new files, or links, in the old ones’ place. */
function watchFolders(folders: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(changed, settledMs)
    timer.unref()
  }
  const watchers = [...new Set(folders)].flatMap((folder): FSWatcher[] => {
    try {
      const watcher = watch(folder, { persistent: false }, soon)
      watcher.on('error', () => watcher.close())
      return [watcher]
    } catch {
      // A system watches so many folders and no more; the look at every minute is left.
      return []
    }
  })
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function read(path: string, option: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new RunlightError('bad-input', `${option}: the file ${path} cannot be read.`)
  }
}
