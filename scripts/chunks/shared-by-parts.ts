// How the script of a page is cut: each part that is loaded later is a file, and what several of them share is one file more,
// or two: what the first frame needs as well stands apart. Left to itself, the bundler makes a file for every set of parts that
// share something: most of two hundred were smaller than the request for them, and a window asks for all of them.

import { parse } from 'node:path'

type ModuleGraph = {
  readonly getModuleInfo: (
    id: string,
  ) => { readonly isEntry: boolean; readonly importers: readonly string[] } | null
}

/** A group for Rolldown's `codeSplitting`. */
export const sharedByParts = {
  debugName: 'shared by parts',
  name: (id: string, graph: ModuleGraph) => {
    const entries = entriesOf(id, graph)
    return entries.length === 0
      ? 'shared'
      : ['first', ...entries.map((entry) => parse(entry).name).sort()].join('-')
  },
  minShareCount: 2,
  // What such a module needs is shared by the same parts, and so belongs to a group as well.
  includeDependenciesRecursively: false,
}

/** The entries that import module `id`, or what imports it, and so on, other than dynamically. */
function entriesOf(id: string, graph: ModuleGraph): string[] {
  const seen = new Set([id])
  // A set goes on to what is added while it is gone through.
  for (const one of seen) for (const importer of graph.getModuleInfo(one)?.importers ?? []) seen.add(importer)
  return [...seen].filter((one) => graph.getModuleInfo(one)?.isEntry === true)
}
