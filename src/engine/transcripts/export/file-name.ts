// The name a file is offered under: what the run is called, in letters that every file system takes.

import type { ExportFormat } from '../../../core/contract/calls/transcripts.ts'
import { exportFiles } from '../../../core/contract/export-files.ts'

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
  return `${slug === '' ? 'run' : slug}${exportFiles[format].suffix}`
}
