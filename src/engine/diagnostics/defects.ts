// The defects of the program since it started: redacted when they are noted, so that nothing behind this point ever sees
// a secret, and bounded, so that a defect that repeats costs no memory.

import { homedir } from 'node:os'
import { clip } from '../../core/basics/clip.ts'
import { redactText } from '../../core/secrets/redact-text.ts'

export type Defects = {
  readonly note: (where: string, thrown: unknown) => void
  /** The latest lines, oldest first. */
  readonly lines: () => readonly string[]
}

const mostLines = 200
const mostOfOne = 12
const longestLine = 500

/** `hide` knows the secrets by value; `forward` is the host's own place for defects. */
export function createDefects(
  hide: (text: string) => string,
  forward: (where: string, thrown: Error) => void,
): Defects {
  let lines: string[] = []
  const clean = (text: string) => shortenHome(redactText(hide(text)))
  return {
    note: (where, thrown) => {
      const given = thrown instanceof Error ? thrown : new Error(String(thrown))
      const error = new Error(clean(given.message))
      error.name = given.name
      error.stack = clean(given.stack ?? `${given.name}: ${given.message}`)
      const said = `${new Date().toISOString()} ${where}: ${error.stack}`.split('\n').slice(0, mostOfOne)
      lines = [...lines, ...said.map((line) => clip(line, longestLine))].slice(-mostLines)
      forward(where, error)
    },
    lines: () => lines,
  }
}

/** `text` with `~` for the person's home folder, whose name is mostly the person's own. */
export function shortenHome(text: string): string {
  const home = homedir()
  return home.length > 1 ? text.replaceAll(home, '~') : text
}
