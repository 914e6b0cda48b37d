// Which fault a request asks for. Three ways, so that every form can do it: a first path segment (a server profile
// whose base URL ends in `/cut-once` is broken for all kinds), the query's `fault`, or the job's own name.

import { type FaultName, faultsOf } from './catalogue.ts'

/** The first path segment that asks for no fault, whatever the job is called: where redirects lead. */
export const soundPrefix = 'ok'

export type Choice =
  | { readonly ok: true; readonly fault: FaultName | null }
  | { readonly ok: false; readonly asked: string; readonly known: readonly FaultName[] }

/** `prefix` is the path's fault segment or null, `asked` the query's `fault` or null, `id` the job's name. */
export function chooseFault(kind: string, prefix: string | null, asked: string | null, id: string): Choice {
  const known = faultsOf(kind)
  if (prefix === soundPrefix) return { ok: true, fault: null }
  const named = prefix ?? asked
  if (named !== null) {
    const fault = known.find((name) => name === named)
    return fault === undefined ? { ok: false, asked: named, known } : { ok: true, fault }
  }
  // The longest name first, so that `redirect-loop-2` is no `redirect`.
  const fault = known.toSorted((a, b) => b.length - a.length).find((name) => begins(id, name))
  return { ok: true, fault: fault ?? null }
}

/** `cut-once`, `cut-once-7` and `cut-once:7`, but not the story theme `silence of the moon` nor the topic `jsonnet`. */
function begins(id: string, name: string): boolean {
  return id.startsWith(name) && !/^[\p{L}\s]/u.test(id.slice(name.length))
}
