// The settings by which a person says how a stream of any dialect ends.

import type { Field } from '../kind/kind.ts'

const common = { required: false, default: null, advanced: true } as const

export const endingFields: readonly Field[] = [
  {
    ...common,
    name: 'endEvent',
    label: 'Last event’s name',
    type: 'lines',
    help: 'An event of this name completes the run; several names go on lines of their own. Leave it empty for a stream that has no end.',
    placeholder: 'done',
  },
  {
    ...common,
    name: 'endData',
    label: 'Last event’s data',
    type: 'lines',
    help: 'An event with exactly this data completes the run; several go on lines of their own.',
    placeholder: '[DONE]',
  },
  {
    ...common,
    name: 'endWhen',
    label: 'Completed when',
    type: 'queries',
    help: 'An event that this search finds completes the run. One search a line, as in the log’s filter.',
    placeholder: 'data.status:succeeded',
  },
  {
    ...common,
    name: 'failEvent',
    label: 'Failing event’s name',
    type: 'lines',
    help: 'An event of this name fails the run, with what it says; several names go on lines of their own.',
    placeholder: 'failed',
  },
  {
    ...common,
    name: 'failWhen',
    label: 'Failed when',
    type: 'queries',
    help: 'An event that this search finds fails the run. One search a line; it goes before what completes it.',
    placeholder: 'data.status:failed OR data.error:*',
  },
  {
    ...common,
    name: 'endOnClose',
    label: 'Ends with its stream',
    type: 'switch',
    help: 'Where the server ends the stream in good order, the job is completed. Say so only of streams that end for no other reason.',
  },
]
