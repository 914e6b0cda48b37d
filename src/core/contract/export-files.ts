// What sort of file each export format makes: the engine names it so, hosts hand it over so, and the window says so before.

import { transcriptSuffix } from '../transcript/suffix.ts'
import type { ExportFormat } from './calls/transcripts.ts'

type ExportFile = { readonly suffix: string; readonly mediaType: string }

export const exportFiles: Readonly<Record<ExportFormat, ExportFile>> = {
  transcript: { suffix: transcriptSuffix, mediaType: 'application/x-ndjson' },
  csv: { suffix: '.csv', mediaType: 'text/csv; charset=utf-8' },
  sse: { suffix: '.sse', mediaType: 'text/plain; charset=utf-8' },
  jsonl: { suffix: '.jsonl', mediaType: 'application/x-ndjson' },
  html: { suffix: '.html', mediaType: 'text/html; charset=utf-8' },
}
