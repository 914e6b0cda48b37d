// A section of an export with its redaction: every text that came from a server or a person goes through it, whatever the
// format. Where nothing is to be redacted, everything passes as it is.

import type { Attempt, RunSummary } from '../../../core/run/run.ts'
import type { ClientSide } from '../../../core/run/tapped.ts'
import type { Redactor } from '../../../core/transcript/redaction/redactor.ts'
import type { StoredEvent, StoredRun } from '../../log/rows.ts'

/** This computer's own addresses tell of nobody. */
const ownAddress = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/

/** Names come again and again: each is looked at once. */
const keptNames = 1_000

export type SectionRedaction = ReturnType<typeof createSectionRedaction>

/** `uncounted` looks through events that are not written, or are written later: what it takes out is not counted. */
export function createSectionRedaction(redactor: Redactor, uncounted: Redactor) {
  const names = new Map<string, string>()

  const name = (given: string): string => {
    if (given.length > 100) return redactor.text(given)
    const known = names.get(given)
    if (known !== undefined) return known
    const shown = redactor.text(given)
    if (shown === given && names.size < keptNames) names.set(given, shown)
    return shown
  }

  /** Servers are named in what is shared, and the people who asked them are not. */
  const client = (side: ClientSide): ClientSide =>
    ownAddress.test(side.address) ? side : { ...side, address: redactor.mask('client') }
  const tapped = ({ tapped: given }: RunSummary): Pick<RunSummary, 'tapped'> =>
    given === undefined ? {} : { tapped: { ...given, job: null, client: client(given.client) } }

  return {
    redactor,
    uncounted,
    /** The raw bytes say what the data said: they go where the data changed. */
    event: (event: StoredEvent): StoredEvent => {
      if (!redactor.on) return event
      const data = redactor.text(event.data)
      const changed = data !== event.data
      return {
        ...event,
        name: name(event.name),
        id: event.id === null ? null : redactor.text(event.id),
        data,
        raw: changed ? null : event.raw,
      }
    },
    attempt: (attempt: Attempt): Attempt => {
      const { headers, ...rest } = attempt
      const shown = { ...redactor.record(rest), headers: redactor.headers(headers) }
      return redactor.on && shown.client !== undefined ? { ...shown, client: client(shown.client) } : shown
    },
    run: (run: StoredRun): StoredRun => {
      if (!redactor.on) return run
      const { params } = run
      const summary = redactor.record(run.summary)
      return {
        ...run,
        baseUrl: redactor.text(run.baseUrl),
        params: Object.fromEntries(
          Object.entries(params).map(([key, value]) => [key, redactor.named(key, value)]),
        ),
        summary: { ...summary, ...tapped(summary) },
      }
    },
  }
}
