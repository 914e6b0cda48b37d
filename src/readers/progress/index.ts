// JSON that tells of progress in the words that most job services use, without being anybody's protocol: a convention and no
// document, so that it is only offered. The fields of Celery's task states are the nearest there is to one.
//
// A percentage has a name that says so (`percent`, `pct`, …), a sign (`"50%"`), or a total beside it. A number called
// `progress` alone may count to 1 or to 100, and an event by itself does not tell: above 1 it is a percentage, 0 is 0, and
// from there to 1 it is a count of nobody knows how much, without a bar: half a job or half a percent of it.

import type { Reader } from '../../core/reader/reader.ts'
import { readAmount } from './amount.ts'
import { fieldsOf } from './fields.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'progress',
  label: 'Progress as JSON',
  source: 'https://docs.celeryq.dev/en/stable/userguide/tasks.html#custom-states',
  choice: 'offered',
  recognises: ({ json }) => json !== null && readAmount(fieldsOf(json)).length > 0,
  read,
  // All of it was done, and the server said so before it ended the stream.
  endsWell: ({ state, progress, stages }) =>
    state === 'processing' && progress.percent === 100 && stages.every((stage) => stage.state !== 'failed'),
}
