// The head of the run that a captured stream becomes: what its file tells of the request, and nothing of its events.

import { boundTime } from '../../../core/basics/times.ts'
import type { Kind } from '../../../core/kind/kind.ts'
import { redactUrl } from '../../../core/secrets/redact.ts'
import { type Asked, askedFor } from './asked-for.ts'
import type { ImportedHead } from './import-steps.ts'
import { importedSummary } from './imported-summary.ts'
import type { Reading } from './read-transcript.ts'

/** `name` is the run's own, without its kind; `asked` what is known of the request, with '' for an unknown address. */
export function headOfCapture(
  { source, kinds }: Pick<Reading, 'source' | 'kinds'>,
  name: string,
  asked: Asked,
  startedAt: number | null,
): { readonly head: ImportedHead; readonly kind: Kind } {
  const { kind, baseUrl, params, generates } = askedFor(asked, source.kind, kinds)
  const url = redactUrl(asked.url)
  const isKnown = asked.url !== ''
  const head: ImportedHead = {
    uid: `${name}-${kind.id}`,
    kind: kind.id,
    baseUrl,
    params,
    events: 0,
    summary: importedSummary(source, {
      kind: kind.id,
      server: URL.canParse(url) ? new URL(url).host : source.name,
      title: (isKnown ? kind.title(params) : '') || url || source.name,
      createdAt: startedAt ?? boundTime(source.modifiedAt),
      generates: isKnown && generates,
      beatMs: kind.beatMs,
    }),
  }
  return { head, kind }
}

/** The request of a capture that says nothing of it. */
export const unasked: Asked = { url: '', method: 'GET', headers: [], body: null }
