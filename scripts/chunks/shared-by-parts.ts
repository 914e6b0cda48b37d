// How the script of a page is cut: each part that is loaded later is a file, and what several of them share is one file more, or
// three: what the first frame needs as well stands apart, and so does what the board needs, which is loaded before all others.
// Left to itself, the bundler makes a file for every set of parts that share something: most of two hundred were smaller than the
// request for them, and a window asks for all of them.

import { parse } from 'node:path'

type ModuleGraph = {
  readonly getModuleInfo: (
    id: string,
  ) => { readonly isEntry: boolean; readonly importers: readonly string[] } | null
}

const boardFile = /[\\/]renderer[\\/]board[\\/]board\.tsx$/

/** A group for Rolldown's `codeSplitting`. */
export const sharedByParts = {
  debugName: 'shared by parts',
  name: (id: string, graph: ModuleGraph) => {
    const users = usersOf(id, graph)
    const entries = users.filter((one) => graph.getModuleInfo(one)?.isEntry === true)
    if (entries.length > 0) return ['first', ...entries.map((entry) => parse(entry).name).sort()].join('-')
    return users.some((one) => boardFile.test(one)) ? 'shared-by-board' : 'shared'
  },
  minShareCount: 2,
  // What such a module needs is shared by the same parts, and so belongs to a group as well.
  includeDependenciesRecursively: false,
}

/** Module `id`, what imports it, what imports that, and so on, other than dynamically. */
function usersOf(id: string, graph: ModuleGraph): string[] {
  const seen = new Set([id])
  // A set goes on to what is added while it is gone through.
  for (const one of seen) for (const importer of graph.getModuleInfo(one)?.importers ?? []) seen.add(importer)
  return [...seen]
}
