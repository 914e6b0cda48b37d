// The conditions as the editor offers them: in which groups, what each is called, and what it counts. Pure.

import type { FigureName } from '../../../core/alerts/figure-names.ts'
import type { AlertType } from '../../../core/run/attention.ts'

export const conditionGroups: readonly { readonly label: string; readonly types: readonly AlertType[] }[] = [
  {
    label: 'Something does not happen',
    types: ['no-event', 'stalled', 'no-content', 'no-progress', 'not-finished', 'slow', 'none-started'],
  },
  { label: 'The job', types: ['failed', 'completed', 'unknown', 'check'] },
  { label: 'The connection', types: ['needs-me', 'refused', 'ended-early', 'retrying', 'gap'] },
  { label: 'What the events say', types: ['event', 'figure'] },
]

export const conditionWords: Readonly<Record<AlertType, string>> = {
  'no-event': 'No event comes',
  stalled: 'It is silent beyond its beat',
  'no-content': 'No text and no item comes',
  'no-progress': 'It makes no progress',
  'not-finished': 'It is not finished',
  slow: 'It takes longer than usual',
  'none-started': 'No run was started',
  failed: 'It fails',
  completed: 'It completes',
  unknown: 'It ends without a verdict',
  check: 'A check does not pass',
  'needs-me': 'It needs someone',
  refused: 'It is refused',
  'ended-early': 'It ends early',
  retrying: 'It is without a connection',
  gap: 'It has a gap',
  event: 'An event fits a search',
  figure: 'A figure is too high or too low',
}

export const conditionHelp: Readonly<Record<AlertType, string>> = {
  'no-event': 'Counted from the last event, pings included, while the run is watched.',
  stalled: 'The connection is open and brings nothing, not even a heartbeat.',
  'no-content': 'Counted from the request: statuses and pings are no content.',
  'no-progress': 'Neither percent, count, stage, item nor text went on.',
  'not-finished': 'Counted from the request.',
  slow: 'Compared with your own finished runs of its kind.',
  'none-started': 'Counted from the last run of this sort, or from when the rule was made.',
  failed: 'Its server says that it failed.',
  completed: 'Its server says that it is done.',
  unknown: 'The stream ended, and its server never said how the job did.',
  check: 'Its server made a check, and it did not pass.',
  'needs-me': 'Refused, ended early or never reached: a failure and a silence have rules of their own.',
  refused: 'The server does not let it in, or answers with no stream: nothing is tried again by itself.',
  'ended-early': 'The stream finished without the event that ends it.',
  retrying: 'Counted over all attempts since the last one that brought something.',
  gap: 'A stretch was not seen, and it is not proved that nothing was missed.',
  event: 'Each run is told of once, and again after the pause below.',
  figure: 'Each run is told of once, and again after the pause below.',
}

export const figureWords: Readonly<Record<FigureName, string>> = {
  first_content: 'time to the first content',
  events_per_second: 'events each second',
  tokens_per_second: 'tokens each second',
}

export const figureUnits: Readonly<Record<FigureName, string>> = {
  first_content: 'seconds, from the request',
  events_per_second: 'over the last minute',
  tokens_per_second: 'of a completed job',
}
