// Where defects of Runlight itself go in the terminal: one line on standard error, so that a person who reports one has
// something to report. The engine never puts a secret into what it hands here.

import { redactText } from '../../core/secrets/redact-text.ts'
import type { Output } from '../terminal/output.ts'
import { printable } from '../terminal/printable.ts'

export function reportDefect(err: Output): (where: string, thrown: unknown) => void {
  return (where, thrown) => {
    const what = redactText(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown))
    err.write(`runlight: a defect in ${where}: ${printable(what)}\n`)
  }
}
