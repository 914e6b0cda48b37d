// The thread of one export: a read-only connection of its own, gone when the export is.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import { createExporter } from '../../../transcripts/export/exporter.ts'
import type { ExportMeta } from '../../log-export.ts'
import { logPath, openLogForReading } from '../file/open-log.ts'
import { storageError } from '../file/sqlite-errors.ts'
import { createSectionSource } from '../read/section-source.ts'

const { dataDir, meta, watch }: { dataDir: string; meta: ExportMeta; watch: SharedArrayBuffer } = workerData

serveThread(
  () => {
    const db = openLogForReading(dataDir)
    if (db === null) throw new Error(`There is no log in ${dataDir}.`)
    // Read once, from end to end: pages that are kept would only take room.
    db.pragma('cache_size = -1024')
    return createExporter(createSectionSource(db), meta, new Int32Array(watch))
  },
  (thrown) => storageError(thrown, logPath(dataDir)),
)
