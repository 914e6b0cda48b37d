// Compares the results of two runs of a kind: their items and their texts. Pure. Texts can be megabytes, so comparing
// them is interruptible, and the answer is bounded and says where it was cut.

import { z } from 'zod'
import { clip } from '../basics/clip.ts'
import { type DiffPart, diffSteps } from '../basics/diff.ts'
import type { Item, Text } from '../job/job.ts'

const itemSchema = z.object({ id: z.string(), title: z.string(), state: z.string().nullable() })
const whats = ['title', 'state', 'description', 'tags'] as const

/** A list may be longer than what is given of it; its count is true. */
export const itemPairsSchema = z.object({
  both: z.int(),
  onlyA: z.array(itemSchema),
  onlyB: z.array(itemSchema),
  onlyACount: z.int(),
  onlyBCount: z.int(),
  /** In both, and not the same. */
  changed: z.array(
    z.object({
      title: z.string(),
      changes: z.array(z.object({ what: z.enum(whats), a: z.string().nullable(), b: z.string().nullable() })),
    }),
  ),
  changedCount: z.int(),
})

export const textPairSchema = z.object({
  same: z.boolean(),
  aLength: z.int(),
  bLength: z.int(),
  /** Between a part's `text` and its `rest`, `skipped` UTF-16 units are left out; `rest` is empty where none are. */
  parts: z.array(
    z.object({
      type: z.enum(['same', 'removed', 'added']),
      text: z.string(),
      skipped: z.int(),
      rest: z.string(),
    }),
  ),
  /** The middle was too different to be told apart further. */
  coarse: z.boolean(),
  /** A text is longer than what is kept of it, so that its end was not compared. */
  cut: z.boolean(),
  /** There are more differences than are given. */
  more: z.boolean(),
  unit: z.enum(['words', 'sentences']),
})

export type ItemPairs = z.infer<typeof itemPairsSchema>
export type TextPair = z.infer<typeof textPairSchema>
export type TextPart = TextPair['parts'][number]

const shownItems = 200
const shownValue = 300
const shownBefore = 40
/** UTF-16 units of what both say, of one difference, and of all that is given. */
const shownSame = 240
const shownPart = 12_000
const shownUnits = 120_000

/** An item is the same in both runs by its id, else by its title: ids are often new in every run. */
export function pairItems(a: readonly Item[], b: readonly Item[]): ItemPairs {
  const left = new Set(b)
  const byId = new Map(b.map((item) => [item.id, item]))
  const byTitle = Map.groupBy(b, (item) => item.title)
  const pairs: [Item, Item][] = []
  const take = (mine: Item, twin: Item) => {
    left.delete(twin)
    pairs.push([mine, twin])
  }
  const rest = a.filter((mine) => {
    const twin = byId.get(mine.id)
    if (twin !== undefined) take(mine, twin)
    return twin === undefined
  })
  const unpaired = rest.filter((mine) => {
    // A twin that was taken is left out of the list for good: titles that repeat must not be searched again and again.
    const twins = byTitle.get(mine.title) ?? []
    while (twins[0] !== undefined && !left.has(twins[0])) twins.shift()
    const twin = twins.shift()
    if (twin !== undefined) take(mine, twin)
    return twin === undefined
  })
  const show = (items: readonly Item[]) =>
    items.slice(0, shownItems).map(({ id, title, state }) => ({ id, title, state }))
  const changed = pairs
    .map(([mine, twin]) => ({ title: mine.title, changes: changesOf(mine, twin) }))
    .filter(({ changes }) => changes.length > 0)
  return {
    both: pairs.length,
    onlyA: show(unpaired),
    onlyB: show([...left]),
    onlyACount: unpaired.length,
    onlyBCount: left.size,
    changed: changed.slice(0, shownItems),
    changedCount: changed.length,
  }
}

function changesOf(a: Item, b: Item): ItemPairs['changed'][number]['changes'] {
  const format = (item: Item, what: (typeof whats)[number]) =>
    what === 'tags' ? item.tags.join(', ') : item[what]
  return whats
    .map((what) => ({ what, a: format(a, what), b: format(b, what) }))
    .filter((change) => change.a !== change.b)
    .map(({ what, a: mine, b: theirs }) => {
      const from = differFrom(mine ?? '', theirs ?? '')
      return { what, a: short(mine, from), b: short(theirs, from) }
    })
}

/** Where two values are shown from, so that a late difference is seen: 0 where it comes early. */
function differFrom(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at < shownValue / 2 ? 0 : at - shownBefore
}

function short(value: string | null, from: number): string | null {
  if (value === null) return null
  const shown = value.slice(from).replace(/^[\uDC00-\uDFFF]/, '')
  return clip(from === 0 ? shown : `…${shown}`, shownValue)
}

/** The difference of two texts, bounded in size; null where neither run wrote any. Yields the part done, 0–1. */
export function* pairTexts(a: Text | null, b: Text | null): Generator<number, TextPair | null> {
  if (a === null && b === null) return null
  const [before, after] = [a?.content ?? '', b?.content ?? '']
  const { parts, coarse, unit } = yield* diffSteps(before, after)
  const shown: TextPart[] = []
  let room = shownUnits
  for (const part of parts) {
    if (room <= 0) break
    const cut = shorten(part, room)
    shown.push(cut)
    room -= cut.text.length + cut.rest.length
  }
  return {
    same: before === after,
    aLength: a?.length ?? 0,
    bLength: b?.length ?? 0,
    parts: shown,
    coarse,
    cut: [a, b].some((text) => text !== null && text.length > text.content.length),
    more: shown.length < parts.length,
    unit,
  }
}

/** What both say is shortened to its edges; what differs only where it is very long. No character is cut in two. */
function shorten({ type, text }: DiffPart, room: number): TextPart {
  const most = Math.min(room, type === 'same' ? shownSame : shownPart)
  if (text.length <= most) return { type, text, skipped: 0, rest: '' }
  const half = Math.ceil(most / 2)
  const head = text.slice(0, half).replace(/[\uD800-\uDBFF]$/, '')
  const rest = text.slice(text.length - half).replace(/^[\uDC00-\uDFFF]/, '')
  return { type, text: head, skipped: text.length - head.length - rest.length, rest }
}
