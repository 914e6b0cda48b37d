// Sources in one byte a character: V8 keeps a file in which one lies beyond Latin-1 with two bytes for each, for as long as the
// program runs, and a quotation mark in one sentence is enough for that. Nearly every chunk has one.

import type { Plugin } from 'vite'

/** `code` with what is beyond Latin-1 escaped. It means the same: such characters stand in texts, templates and patterns alone. */
function inOneByte(code: string): string {
  return code.replace(/[^\0-\xff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** For what runs in Node, where a file on the disk is as good a byte longer. */
export function oneByte(): Plugin {
  return {
    name: 'runlight:one-byte',
    apply: 'build',
    generateBundle: (_options, bundle) => {
      for (const part of Object.values(bundle)) if (part.type === 'chunk') part.code = inOneByte(part.code)
    },
  }
}
