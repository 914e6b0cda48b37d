// A scenario as an HTTP request, written down here once more by hand from the documents, so that a mistake in a kind
// and a mistake in the backend cannot hide each other.

import type { Scenario } from '../../src/demo/scenario.ts'

export function askFor({ kind, params }: Scenario): RequestInit {
  if (kind === 'learning-paths') return { method: 'POST', body: new URLSearchParams(params) }
  if (params.method === 'POST') return { method: 'POST', body: params.body ?? '' }
  return {}
}
