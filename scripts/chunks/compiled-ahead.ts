// When the functions of a page's script are compiled. Left to itself, V8 compiles each when it is first called, in the task that
// somebody waits for: a sixth of what the page does before its first rows.

import type { Plugin } from 'vite'

/** V8's explicit compile hint; other engines pass over the comment. It counts in the first line alone. */
const hint = '//# allFunctionsCalledOnLoad\n'

/**
 * Has parts that are loaded later compiled whole while they come, on a thread of V8's own. Not the first script: the first frame
 * waits for it and calls half of it.
 */
export function compiledAhead(): Plugin {
  return {
    name: 'runlight:compiled-ahead',
    apply: 'build',
    generateBundle: {
      // What names the files of each part is put before its code late.
      order: 'post',
      handler(_options, bundle) {
        const first = new Set(Object.keys(bundle).filter((file) => isEntry(bundle[file])))
        // A set goes on to what is added while it is gone through.
        for (const file of first) for (const needed of importsOf(bundle[file])) first.add(needed)
        for (const [file, chunk] of Object.entries(bundle))
          if (chunk.type === 'chunk' && !first.has(file)) chunk.code = hint + chunk.code
      },
    },
  }
}

type Output = { readonly type: string; readonly isEntry?: boolean; readonly imports?: readonly string[] }

const isEntry = (output: Output | undefined) => output?.isEntry === true
const importsOf = (output: Output | undefined) => output?.imports ?? []
