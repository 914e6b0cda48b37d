// Notes defects of the program in a file of the profile, for whoever has to find them: nothing a person could act on,
// and so nothing for the screen. Bounded: the older half goes when the file is full.

import { appendFileSync, renameSync, statSync } from 'node:fs'
import { redactText } from '../../core/secrets/redact-text.ts'

/** Notes that `thrown` came up at `where`. Never throws: a full disk must not make a defect of a note. */
export type NoteDefect = (where: string, thrown: unknown) => void

const mostBytes = 512 * 1024

export function createDefectNotes(path: string): NoteDefect {
  return (where, thrown) => {
    const what = redactText(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
    try {
      appendFileSync(path, `${new Date().toISOString()} ${where}: ${what}\n`, { mode: 0o600 })
      if (statSync(path).size > mostBytes) renameSync(path, `${path}.old`)
    } catch {
      // There is nowhere left to say it.
    }
  }
}
