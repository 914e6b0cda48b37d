// The thread of one export of a shared log, gone when the export is.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import { createExporter } from '../../../transcripts/export/exporter.ts'
import type { ExportMeta } from '../../log-export.ts'
import { placeOf } from '../base/place.ts'
import { postgresError } from '../base/postgres-errors.ts'
import { createSyncClient } from '../base/sync-client.ts'
import { createDatabase, type Spaces } from '../read/database.ts'
import { createSectionSource } from '../read/section-source.ts'
import { viewed } from './viewed.ts'

type ExportData = {
  readonly url: string
  readonly name: string
  readonly spaces: Spaces
  readonly meta: ExportMeta
  readonly watch: SharedArrayBuffer
}

const { url, name, spaces, meta, watch }: ExportData = workerData

serveThread(
  () => {
    const db = createDatabase(createSyncClient(url, name))
    const exporter = createExporter(createSectionSource(db), meta, new Int32Array(watch))
    const { head, begin, next, foot } = viewed(db, { ...exporter })
    return {
      head: (title: string) => head(spaces, title),
      begin: (section: Parameters<typeof exporter.begin>[0]) => begin(spaces, section),
      next: () => next(spaces),
      foot: () => foot(spaces),
      close: exporter.close,
    }
  },
  (thrown) => postgresError(thrown, placeOf(url)),
)
