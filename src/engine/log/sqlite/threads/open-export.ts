// An export's thread: started for one export and gone with it.

import { startThread } from '../../../threads/start.ts'
import type { Exporter } from '../../../transcripts/export/exporter.ts'
import type { OpenExport } from '../../log-export.ts'
import threadPath from './export-thread.ts?modulePath'

/** MB for what lives shortly: much is made and dropped, and memory counts. */
const youngMb = 8

/** Gives the function that begins exports from the log of `dataDir`. */
export function createOpenExport(dataDir: string): OpenExport {
  return async (meta, watch) => {
    const { api, kill } = await startThread<Exporter>(threadPath, { dataDir, meta, watch }, youngMb)
    const { head, begin, next, foot } = api
    return { head, begin, next, foot, end: kill }
  }
}
