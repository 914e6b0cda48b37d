// What a hub does not do, each with the sentence that says who does: it connects to no server, keeps no log of its own, and takes
// no files in.

import { RunlightError } from '../../core/basics/errors.ts'
import type { TapState } from '../../core/contract/calls/taps.ts'
import type { CallName, Handlers } from '../../core/contract/contract.ts'

type Refused = Extract<
  CallName,
  | `taps.${string}`
  | 'servers.test'
  | 'channels.test'
  | 'kinds.save'
  | 'transcripts.import'
  | 'transcripts.piece'
  | 'storage.check'
  | 'storage.backups'
  | 'storage.backup'
  | 'storage.restore'
  | 'storage.writeAnew'
>

const refuse = (sentence: string) => (): never => {
  throw new RunlightError('not-allowed', sentence)
}

const connects =
  'A hub connects to nothing itself: whether it answers shows as soon as a collector has a run of it.'
const database =
  'The log is in a database: it is backed up, restored and checked where that is kept, by its own means.'
const taps = 'A hub lets no applications in: open a tap in a Runlight on a computer of your own.'

export const refusedByHub: Pick<Handlers, Exclude<Refused, 'taps.list'>> & {
  readonly 'taps.list': () => TapState
} = {
  'taps.list': () => ({
    state: 'unavailable',
    sentence: taps,
    warning: null,
    listen: '',
    keepBodies: false,
    taps: [],
  }),
  'taps.save': refuse(taps),
  'taps.remove': refuse(taps),
  'taps.configure': refuse(taps),
  'servers.test': refuse(connects),
  'channels.test': refuse(
    'Collectors send what alerts tell: whether the channel takes it is seen at the next alert.',
  ),
  'kinds.save': refuse(
    'A kind is a file that every collector and every hub needs: put it into the folder “kinds” of their data directories.',
  ),
  'transcripts.import': refuse(
    'Files are taken in by a Runlight on a computer of your own: its log moves into this one by “runlight log copy”.',
  ),
  'transcripts.piece': refuse('There is no import here.'),
  'storage.check': refuse(database),
  'storage.backups': refuse(database),
  'storage.backup': refuse(database),
  'storage.restore': refuse(database),
  'storage.writeAnew': refuse(database),
}
