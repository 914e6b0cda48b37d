// What the system asks for when it starts the app, or starts it a second time: a link that somebody clicked, a transcript
// that somebody opened. Windows and Linux put both on the command line, where anybody may have written them; macOS has
// events for them. Only what the grammar takes is heard, and no word of the command line becomes anything else here.

import { resolve } from 'node:path'
import { type DeepLink, parseDeepLink } from '../../core/contract/deep-link.ts'
import { olderTranscriptSuffix, transcriptSuffix } from '../../core/transcript/suffix.ts'

export type OpenedWith = {
  readonly link: DeepLink | null
  /** Whole paths of transcripts. */
  readonly files: readonly string[]
}

/** Whoever opens more at once meant a folder. */
const mostFiles = 20

/** What `argv` (the program first) asks for, its files as seen from `folder`; of several links the last one. */
export function openedWith(argv: readonly string[], folder: string): OpenedWith {
  const words = argv.slice(1)
  const links = words.flatMap((word) => parseDeepLink(word) ?? [])
  const files = words.filter(isTranscript).map((word) => resolve(folder, word))
  return { link: links.at(-1) ?? null, files: [...new Set(files)].slice(0, mostFiles) }
}

function isTranscript(word: string): boolean {
  const name = word.toLowerCase()
  const isNamed = name.endsWith(transcriptSuffix) || name.endsWith(olderTranscriptSuffix)
  return isNamed && !word.startsWith('-') && !word.includes('\0')
}
