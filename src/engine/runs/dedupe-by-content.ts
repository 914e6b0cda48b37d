// Recognises events that a new connection sends again where ids cannot tell them apart. Events count as repeats only as
// one unbroken sequence from the connection's first events up to the last stored event; until it gets there they are
// held back, because equal text may be new. A repeat is stored with its flag, never dropped. Rejected: matching equal
// events anywhere in the log. A stream that says “tick” for an hour would be nothing but repeats.

import { flags } from '../../core/log/flags.ts'
import { type Likeness, type Mark, markOf } from '../log/event-mark.ts'
import type { History } from './history.ts'

/** `repeat`: it is known. `maybe`: it may be, or be new. */
export type ContentVerdict = 'new' | 'repeat' | 'maybe'

export type ContentDedupe = {
  /** The connection's next event. What is known now of the oldest events that nothing was said of yet, in their order. */
  readonly next: (event: Likeness) => Promise<readonly ContentVerdict[]>
  /** Says of all of them what can be said; there is no more to wait for. */
  readonly settle: () => readonly ContentVerdict[]
}

/** After so many events that are not known the connection repeats nothing. */
const mostSearches = 4
/** An event that lies in more places tells nothing of where the stream goes on. */
const mostPlaces = 8
/** A line as long as this, at one place only, is no chance. */
const certain = 32
const mostHeld = 64
/** Two events in a row; a single one that is said again may as well be new. */
const shortest = 2

/** For one connection; `compares` tells which of the stored events could be sent again. */
export function createContentDedupe(history: History, compares: (stored: Mark) => boolean): ContentDedupe {
  let searches = 0
  let isOver = false
  let isCertain = false
  let held = 0
  let length = 0
  let lines: readonly Line[] = []
  /** How long each line was that led to the last stored event. */
  let whole: readonly number[] = []

  const release = (known: number): readonly ContentVerdict[] => {
    const said = Array.from({ length: held }, (_, i): ContentVerdict => (i < known ? 'repeat' : 'maybe'))
    held = 0
    return said
  }
  const settle = () => {
    isOver = true
    const [only = 0] = whole.length === 1 ? whole : []
    return release(only >= shortest ? only : 0)
  }
  const begin = async (event: Likeness) => {
    if (++searches > mostSearches) isOver = true
    if (isOver) return
    const places = await history.find(event, flags.ping | flags.repeat, mostPlaces + 1)
    if (places.length > mostPlaces) isOver = true
    else lines = places.map((place) => createLine(history, place + 1, compares))
  }
  const goOn = async (event: Likeness) => {
    const mark = markOf(event)
    const going = await Promise.all(lines.map(async (line) => (await line.next())?.mark === mark))
    lines = lines.filter((_, i) => going[i])
    for (const line of lines) line.pass()
  }

  return {
    next: async (event) => {
      if (!isOver) await (length === 0 ? begin(event) : goOn(event))
      if (isOver) return ['new']
      if (lines.length === 0) return length === 0 ? ['new'] : [...settle(), 'new']
      length++
      held++
      const atEnd = await Promise.all(lines.map(async (line) => (await line.next()) === null))
      whole = [...whole, ...lines.filter((_, i) => atEnd[i]).map(() => length)]
      lines = lines.filter((_, i) => !atEnd[i])
      isCertain ||= length >= certain && whole.length + lines.length === 1
      if (isCertain) {
        isOver = lines.length === 0
        return release(held)
      }
      return lines.length === 0 || held >= mostHeld ? settle() : []
    },
    settle,
  }
}

type Line = ReturnType<typeof createLine>

/** The stored events from one on, of those that could be sent again. */
function createLine(history: History, from: number, compares: (stored: Mark) => boolean) {
  let page: readonly Mark[] = []
  let next: number | null = from
  return {
    /** The next one; null at the end. */
    next: async (): Promise<Mark | null> => {
      while (page.length === 0 && next !== null) {
        const more: readonly Mark[] = await history.marks(next)
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
