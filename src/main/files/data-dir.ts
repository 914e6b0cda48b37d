// Where this instance keeps what it keeps: the log in the data directory, and the window's own files in a folder inside
// it. One folder for both means that another data directory is another instance whole: its credentials, which are named
// by the numbers of its servers, can never meet another log's.

import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RunlightError } from '../../core/basics/errors.ts'
import { findDataDir } from '../../engine/index.ts'

export type Place = {
  /** The log's folder, absolute. */
  readonly dataDir: string
  /** The folder of Chromium's profile, the window's place and the credentials. */
  readonly profileDir: string
  /** Whether the sample backend is watched from the start (`--sample`). */
  readonly watchSample: boolean
}

/** The place that the command line (`--data-dir`), the environment (`RUNLIGHT_DATA_DIR`) or the platform's custom names. */
export function findPlace(argv: readonly string[], env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Place {
  const words = ownWords(argv)
  const dataDir = findDataDir(optionOf(words) ?? undefined, env, platform)
  return { dataDir, profileDir: join(dataDir, 'desktop'), watchSample: words.includes('--sample') }
}

/** The log's folder that the command line or the environment names, absolute; null where it is the platform's custom. */
export function givenDataDir(argv: readonly string[], env: NodeJS.ProcessEnv): string | null {
  const given = optionOf(ownWords(argv)) ?? env.RUNLIGHT_DATA_DIR ?? ''
  return given === '' ? null : resolve(given)
}

/** Makes the place's folders. Throws `data-dir-not-writable` with what to do. */
export function preparePlace({ dataDir, profileDir }: Pick<Place, 'dataDir' | 'profileDir'>): void {
  try {
    mkdirSync(profileDir, { recursive: true, mode: 0o700 })
  } catch {
    throw new RunlightError(
      'data-dir-not-writable',
      `Runlight cannot write to ${dataDir}: allow writing there, or choose another folder with --data-dir.`,
    )
  }
}

/** The words before `--`: what the system appends for a link or a file is never an option. */
function ownWords(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}

function optionOf(argv: readonly string[]): string | null {
  const at = argv.findIndex((word) => word === '--data-dir' || word.startsWith('--data-dir='))
  const word = argv[at]
  if (word === undefined) return null
  return (word.includes('=') ? word.slice(word.indexOf('=') + 1) : argv[at + 1]) ?? null
}
