// The bytes of an export, as text.

import type { ExportMeta, ExportSection } from '../../src/engine/log/log-export.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import { noon } from './ledger.ts'

/** One run exported by `log`, from head to foot. */
export async function exportedBy(
  log: LogAccess,
  format: ExportMeta['format'],
  section: ExportSection,
): Promise<string> {
  const meta = { by: 'Runlight 0', exportedAt: noon, redact: false, patterns: [], secrets: [] }
  const exporting = await log.openExport({ ...meta, format }, new SharedArrayBuffer(8))
  try {
    const parts = [await exporting.head('A title')]
    await exporting.begin(section)
    for (let isDone = false; !isDone; ) {
      const { bytes, done } = await exporting.next()
      parts.push(bytes)
      isDone = done
    }
    parts.push((await exporting.foot()).bytes)
    return Buffer.concat(parts).toString()
  } finally {
    await exporting.end()
  }
}
