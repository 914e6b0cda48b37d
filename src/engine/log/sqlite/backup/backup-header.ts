// The first 100 bytes of a file that is said to be a backup (sqlite.org/fileformat.html, 1.3): whether it is a database,
// of which format, and whether all of it is there. For files that nothing in this process has open: closing a descriptor
// of an open database lets go of its locks (sqlite.org/howtocorrupt.html, 2.2).

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const headerBytes = 100

export type BackupHeader = { readonly version: number; readonly isCut: boolean }

/** The header of the database at `path`; null where it is none. `isCut`: the file is shorter than it says. */
export function readBackupHeader(path: string): BackupHeader | null {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(headerBytes)
    const isWhole = readSync(file, header, 0, headerBytes, 0) === headerBytes
    if (!isWhole || header.toString('latin1', 0, 15) !== 'SQLite format 3') return null
    const stored = header.readUInt16BE(16)
    const pageSize = stored === 1 ? 65_536 : stored
    // The count of pages holds only where the last writer was one that keeps it.
    const counts = header.readUInt32BE(24) === header.readUInt32BE(92)
    const isCut = counts && fstatSync(file).size < pageSize * header.readUInt32BE(28)
    return { version: header.readUInt32BE(60), isCut }
  } finally {
    closeSync(file)
  }
}
