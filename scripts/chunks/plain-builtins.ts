// Node's own modules without their namespaces: to make one, Node reads every property of the module, and so loads all that some
// of them load when they are first asked for it. `import 'node:http'` so costs 14 MB and 60 ms for a client of its own that
// nobody here uses (Node 24); `node:fs` and `node:util` cost 3 MB and 10 ms, in each thread anew.

import type { Plugin } from 'vite'

const dear = /^import ?(\{[^}]*\}|\* as [\w$]+|[\w$]+) ?from ?["'](node:(?:http|fs|util))["'];?$/gm

/** For what runs in Node: of these modules a chunk takes what it uses, as `require` would. */
export function plainBuiltins(): Plugin {
  return {
    name: 'runlight:plain-builtins',
    apply: 'build',
    renderChunk: (code) => ({
      code: code.replace(dear, (_line, taken: string, name: string) => take(taken, name)),
      map: null,
    }),
  }
}

/** `import { a as b } from 'node:fs'` as `const { a: b } = …`. */
function take(taken: string, name: string): string {
  const names = taken.replace(/^\* as /, '').replaceAll(/ as /g, ': ')
  return `const ${names} = process.getBuiltinModule(${JSON.stringify(name)});`
}
