// What can be done with several runs at once: which of them each act is for, and why not the others. Pure. The bar, the menu,
// the keys and the palette all go by this list, so that no two of them count differently.

import { formatCount } from '../../core/basics/quantities.ts'
import { asksPerson, needsPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { runActions } from '../desk/run-actions.ts'

export type ActId = 'stop' | 'seen' | 'snooze' | 'tag' | 'pin' | 'export' | 'compare' | 'remove'

export type Act = {
  readonly id: ActId
  /** On its button. */
  readonly label: string
  /** Before the number of runs: `Mark as seen`; once it is done: `Marked as seen`. */
  readonly does: string
  readonly did: string
  /** The other way round: what was marked is no longer. */
  readonly back: boolean
  /** The runs that it is for. */
  readonly runs: readonly RunSummary[]
  /** Sentences about the runs that it leaves alone, and why. */
  readonly leaves: readonly string[]
  /** Why it is for none of them; null where it is offered. */
  readonly off: string | null
  /** What else comes of it; null: nothing. */
  readonly note: string | null
  /** A person is asked first. */
  readonly asksFirst: boolean
}

type Runs = readonly RunSummary[]

/** The acts on `runs`, in their order. `whyNot`: why somebody may do nothing with a run but read it; null where they may. */
export function actsOn(runs: Runs, whyNot: (run: RunSummary) => string | null = () => null): readonly Act[] {
  const why =
    runs
      .map(whyNot)
      .find((reason) => reason !== null)
      ?.replace(/[.]$/, '') ?? null
  const allowed = (act: Act): Act => (why === null ? act : { ...act, runs: [], off: why })
  return [
    allowed(stop(runs)),
    allowed(seen(runs)),
    allowed(snooze(runs)),
    allowed(tag(runs)),
    allowed(pin(runs)),
    exporting(runs),
    compare(runs),
    allowed(remove(runs)),
  ]
}

/** What the act does and what it leaves alone, for a hint. */
export function formatAct({ off, does, runs, note, leaves }: Act): string {
  if (off !== null) return `${off}.`
  const sentences = [
    `${does} ${formatCount(runs.length, 'run')}`,
    ...(note === null ? [] : [note]),
    ...leaves,
  ]
  return `${sentences.join('. ')}.`
}

function stop(all: Runs): Act {
  const runs = all.filter((run) => runActions(run).stop !== null)
  const cancelled = jobsEnded(runs)
  const isOfRecording = runs.length > 0 && runs.every(({ tapped }) => tapped !== undefined)
  return {
    ...(isOfRecording
      ? actOf('stop', 'Stop recording', 'Stop recording', 'Stopped recording', runs)
      : actOf('stop', cancelled === null ? 'Stop' : 'Stop…', 'Stop watching', 'Stopped', runs)),
    ...leaving(all, all.length - runs.length, 'is not watched any more', 'are not watched any more', {
      why: 'nothing to stop',
    }),
    note: [cancelled, recordingsEnded(runs)].filter((part) => part !== null).join('. ') || null,
    asksFirst: cancelled !== null,
  }
}

/** “Seen” for those that need somebody; where all of these were seen, the same taken back. */
function seen(all: Runs): Act {
  const asking = all.filter(asks)
  const fresh = asking.filter(isFresh)
  const quiet = leaving(all, all.length - asking.length, 'needs nobody', 'need nobody')
  if (asking.length > 0 && fresh.length === 0)
    return { ...actOf('seen', 'Not seen', 'Mark as not seen', 'Marked as not seen', asking, true), ...quiet }
  const known = leaving(all, asking.length - fresh.length, 'was seen already', 'were seen already')
  return {
    ...actOf('seen', 'Seen', 'Mark as seen', 'Marked as seen', fresh),
    leaves: [...quiet.leaves, ...known.leaves],
    off: quiet.off,
  }
}

/** Puts to rest what asks for somebody, or may; where all of these were put to rest, wakes them. */
function snooze(all: Runs): Act {
  const able = all.filter((run) => asks(run) || !isSettled(run.connection.state))
  const asleep = able.filter(({ attention }) => attention?.snoozed?.by === 'run')
  const over = leaving(
    all,
    all.length - able.length,
    'has ended and needs nobody',
    'have ended and need nobody',
  )
  if (able.length > 0 && asleep.length === able.length)
    return { ...actOf('snooze', 'Wake', 'Wake', 'Woke', asleep, true), ...over }
  return { ...actOf('snooze', 'Snooze…', 'Snooze', 'Snoozed', able), ...over }
}

function tag(all: Runs): Act {
  return actOf('tag', 'Tag…', 'Tag', 'Tagged', all)
}

/** Pins those that are not; where all are pinned, unpins them. */
function pin(all: Runs): Act {
  const loose = all.filter(({ marks }) => !marks.pinned)
  if (loose.length === 0) return actOf('pin', 'Unpin', 'Unpin', 'Unpinned', all, true)
  const { leaves } = leaving(all, all.length - loose.length, 'is pinned already', 'are pinned already')
  return { ...actOf('pin', 'Pin', 'Pin', 'Pinned', loose), leaves }
}

function exporting(all: Runs): Act {
  return actOf('export', 'Export…', 'Export', 'Exported', all)
}

function compare(all: Runs): Act {
  const act = actOf('compare', 'Compare', 'Compare', 'Compared', all)
  if (all.length !== 2) return { ...act, runs: [], off: 'Two runs can be compared: select exactly two' }
  const empty = all.filter(({ events }) => events === 0).length
  if (empty === 0) return act
  return { ...act, runs: [], off: `${empty === 2 ? 'Both have' : 'One of them has'} no events to compare` }
}

/** A pin keeps a run from every removal but one of this run alone. */
function remove(all: Runs): Act {
  const runs = all.filter(({ marks }) => !marks.pinned)
  return {
    ...actOf('remove', 'Remove', 'Remove', 'Removed', runs),
    ...leaving(all, all.length - runs.length, 'is pinned and stays', 'are pinned and stay', {
      why: 'unpin first what shall go',
    }),
    note: jobsEnded(runs),
  }
}

/** Somebody is or was asked for: by its states, or by an alert. */
function asks(run: RunSummary): boolean {
  return asksPerson(run) || isFresh(run)
}

/** Nobody has said that they looked. */
function isFresh(run: RunSummary): boolean {
  return (asksPerson(run) && run.marks.acknowledgedAt === null) || needsPerson(run)
}

function actOf(id: ActId, label: string, does: string, did: string, runs: Runs, back = false): Act {
  return { id, label, does, did, back, runs, leaves: [], off: null, note: null, asksFirst: false }
}

/** That closing the connection of some of `runs` ends their jobs; null: of none. */
function jobsEnded(runs: Runs): string | null {
  const count = runs.filter((run) => runActions(run).stop === 'cancel').length
  if (count === 0) return null
  return `${formatCount(count, 'job')} on the server ${count === 1 ? 'is' : 'are'} cancelled`
}

/** That of some of `runs`, which came through a tap, only the recording ends, without a full stop; null: of none. */
export function recordingsEnded(runs: Runs): string | null {
  const count = runs.filter((run) => runActions(run).stop === 'record').length
  if (count === 0) return null
  return `Of ${formatCount(count, 'tapped run')} only the recording ends: what ${count === 1 ? 'its client receives' : 'their clients receive'} goes on`
}

/** The sentence about `count` of `all`; where these are all, it is why the act is not offered. */
function leaving(
  all: Runs,
  count: number,
  one: string,
  many: string,
  { why }: { readonly why?: string } = {},
): Pick<Act, 'leaves' | 'off'> {
  if (count === 0) return { leaves: [], off: null }
  const isOne = count === 1
  const who =
    all.length === 1
      ? 'This run'
      : `${count.toLocaleString('en-US')} of ${all.length.toLocaleString('en-US')}`
  const sentence = `${who} ${isOne ? one : many}${why === undefined ? '' : `: ${why}`}`
  return { leaves: [sentence], off: count === all.length ? sentence : null }
}
