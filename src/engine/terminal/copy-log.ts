// Copying a log into another without an engine, for a command of the terminal.

import { isSharedAddress, placeOf } from '../log/postgres/base/place.ts'
import { type Copied, copyAll } from './copying/copy-log.ts'
import { openEnd } from './copying/open-end.ts'
import type { Told } from './with-log.ts'

export type CopiedLog = Copied & { readonly from: string; readonly to: string }

/**
 * Copies the log at `from` into the one at `to`, each a folder or the address of a shared log; in a folder one is made where
 * none is. Rejects with a RunlightError as the logs do: `data-dir-in-use` while an engine has the folder.
 */
export async function copyLog(from: string, to: string, version: string, told: Told): Promise<CopiedLog> {
  const source = await openEnd(from, false, version)
  try {
    const target = await openEnd(to, true, version)
    try {
      return { from: shown(from), to: shown(to), ...(await copyAll(source, target, told)) }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

function shown(place: string): string {
  return isSharedAddress(place) ? placeOf(place) : place
}
