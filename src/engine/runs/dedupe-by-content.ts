// Recognises events that a new connection sends again where ids cannot tell them apart. Events count as repeats only as
// one unbroken sequence from the connection's first events up to the last stored event; until it gets there they are
// held back, because equal text may be new. A repeat is stored with its flag, never dropped. Rejected: matching equal
// events anywhere in the log. A stream that says “tick” for an hour would be nothing but repeats.

import { flags } from '../../core/log/flags.ts'
import { digestOf, type EventContent, type EventDigest } from '../log/event-digest.ts'
import type { History } from './history.ts'

/** `repeat`: it is known. `maybe`: it may be, or be new. */
export type ContentVerdict = 'new' | 'repeat' | 'maybe'

export type ContentDedupe = {
  /** The connection's next event. What is known now of the oldest events that nothing was said of yet, in their order. */
  readonly next: (event: EventContent) => Promise<readonly ContentVerdict[]>
  /** Says of all of them what can be said; there is no more to wait for. */
  readonly settle: () => readonly ContentVerdict[]
}

/** After this many unknown events the connection is taken to repeat nothing. */
const maxSearches = 4
/** An event that stands in more places does not tell where the stream goes on. */
const maxPlaces = 8
/** A sequence as long as this, at one place only, is no chance. */
const certainLength = 32
const maxHeld = 64
/** Two events in a row; a single one that is said again may as well be new. */
const minLength = 2

/** For one connection; `compares` tells which of the stored events could be sent again. */
export function createContentDedupe(
  history: History,
  compares: (stored: EventDigest) => boolean,
): ContentDedupe {
  let searches = 0
  let isOver = false
  let isCertain = false
  let held = 0
  let length = 0
  let sequences: readonly Sequence[] = []
  /** How long each sequence was that led to the last stored event. */
  let complete: readonly number[] = []

  const release = (known: number): readonly ContentVerdict[] => {
    const said = Array.from({ length: held }, (_, i): ContentVerdict => (i < known ? 'repeat' : 'maybe'))
    held = 0
    return said
  }
  const settle = () => {
    isOver = true
    const [only = 0] = complete.length === 1 ? complete : []
    return release(only >= minLength ? only : 0)
  }
  const begin = async (event: EventContent) => {
    if (++searches > maxSearches) isOver = true
    if (isOver) return
    const places = await history.find(event, flags.ping | flags.repeat, maxPlaces + 1)
    if (places.length > maxPlaces) isOver = true
    else sequences = places.map((place) => createSequence(history, place + 1, compares))
  }
  const goOn = async (event: EventContent) => {
    const digest = digestOf(event)
    const going = await Promise.all(
      sequences.map(async (sequence) => (await sequence.next())?.digest === digest),
    )
    sequences = sequences.filter((_, i) => going[i])
    for (const sequence of sequences) sequence.pass()
  }

  return {
    next: async (event) => {
      if (!isOver) await (length === 0 ? begin(event) : goOn(event))
      if (isOver) return ['new']
      if (sequences.length === 0) return length === 0 ? ['new'] : [...settle(), 'new']
      length++
      held++
      const atEnd = await Promise.all(sequences.map(async (sequence) => (await sequence.next()) === null))
      complete = [...complete, ...sequences.filter((_, i) => atEnd[i]).map(() => length)]
      sequences = sequences.filter((_, i) => !atEnd[i])
      isCertain ||= length >= certainLength && complete.length + sequences.length === 1
      if (isCertain) {
        isOver = sequences.length === 0
        return release(held)
      }
      return sequences.length === 0 || held >= maxHeld ? settle() : []
    },
    settle,
  }
}

type Sequence = ReturnType<typeof createSequence>

/** The stored events from one on, of those that could be sent again. */
function createSequence(history: History, from: number, compares: (stored: EventDigest) => boolean) {
  let page: readonly EventDigest[] = []
  let next: number | null = from
  return {
    /** The next one; null at the end. */
    next: async (): Promise<EventDigest | null> => {
      while (page.length === 0 && next !== null) {
        const more: readonly EventDigest[] = await history.digests(next)
        const last = more.at(-1)
        next = last === undefined ? null : last.seq + 1
        page = more.filter(compares)
      }
      return page[0] ?? null
    },
    pass: () => {
      page = page.slice(1)
    },
  }
}
