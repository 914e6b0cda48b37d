// The name a file is offered under: what the run is called, in letters that every file system takes.

import type { ExportFormat } from '../../../core/contract/calls/transcripts.ts'
import { transcriptSuffix } from '../../../core/transcript/suffix.ts'

const suffixes: Readonly<Record<ExportFormat, string>> = {
  transcript: transcriptSuffix,
  csv: '.csv',
  sse: '.sse',
  html: '.html',
}

export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  transcript: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  sse: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
}

/** `biology-101-run-7.runlight`. */
export function fileName(title: string, format: ExportFormat): string {
  const words = title
    .normalize('NFKC')
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '-')
    .toLowerCase()
  // By code points: half of one would be no letter at all.
  const slug = [...words]
    .slice(0, 60)
    .join('')
    .replace(/^-+|-+$/g, '')
  return `${slug === '' ? 'run' : slug}${suffixes[format]}`
}
