// The difference of two texts, in words or in sentences: Myers' greedy algorithm (An O(ND) Difference Algorithm, 1986). It is
// bounded: texts that share too little are not searched to the end, and the answer says that it is coarse. Whatever it
// answers, applying it to the first text gives the second. Not the package `diff`: it can be interrupted only by timers, and
// near the bound on edits it takes about three times as long.

export type DiffPart = { readonly type: 'same' | 'removed' | 'added'; readonly text: string }

export type Diff = {
  readonly parts: readonly DiffPart[]
  /** The middle differs too much to be told apart further: it stands as removed and added whole. */
  readonly coarse: boolean
  /** What was compared. */
  readonly unit: 'words' | 'sentences'
}

export type DiffBounds = {
  /** Pieces (words or sentences) of one text that are compared, beyond what both begin and end with. */
  readonly pieces: number
  /** Removed and added pieces together. */
  readonly edits: number
}

/** Well under a second of work, whatever the texts. */
export const diffBounds: DiffBounds = { pieces: 30_000, edits: 1_200 }
/** Longer texts are compared by sentences and lines. UTF-16 units. */
const longForWords = 60_000

/** How `before` becomes `after`, at once. */
export function diffTexts(before: string, after: string, bounds: DiffBounds = diffBounds): Diff {
  return finish(diffSteps(before, after, bounds))
}

/** The same as work that can be interrupted: yields the part done, 0–1, every few milliseconds. */
export function* diffSteps(
  before: string,
  after: string,
  bounds: DiffBounds = diffBounds,
): Generator<number, Diff> {
  const long = Math.max(before.length, after.length) > longForWords
  const pattern = long ? /[^\n.!?]*[\n.!?]+ *|[^\n.!?]+$/g : /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu
  const [a, b] = [yield* cut(before, pattern, 0), yield* cut(after, pattern, 0.2)]
  const { edits, coarse } = yield* listSteps(a, b, bounds)
  return { parts: joinParts(smoothed(joinParts(edits))), coarse, unit: long ? 'sentences' : 'words' }
}

/** White space alone between two differences belongs to both: two words that were replaced are one difference to read. */
function smoothed(parts: readonly DiffPart[]): DiffPart[] {
  return parts.flatMap((part, i): DiffPart[] => {
    const between = part.type === 'same' && i > 0 && i < parts.length - 1 && part.text.trim() === ''
    if (!between) return [part]
    return [
      { type: 'removed', text: part.text },
      { type: 'added', text: part.text },
    ]
  })
}

/** UTF-16 units that are cut, or paths that are followed, before the work can be interrupted. */
const perCut = 250_000
const perStep = 20_000

function* cut(text: string, pattern: RegExp, part: number): Generator<number, string[]> {
  const pieces: string[] = []
  let next = perCut
  for (const match of text.matchAll(pattern)) {
    pieces.push(match[0])
    if (match.index < next) continue
    next += perCut
    yield part
  }
  return pieces
}

type Edits = { readonly edits: readonly DiffPart[]; readonly coarse: boolean }

/** How the list `a` becomes `b`: of the middle, where they differ, one part for each entry; what is coarse is joined. */
export function diffLists(
  a: readonly string[],
  b: readonly string[],
  bounds: DiffBounds = diffBounds,
): Edits {
  return finish(listSteps(a, b, bounds))
}

function* listSteps(
  a: readonly string[],
  b: readonly string[],
  bounds: DiffBounds,
): Generator<number, Edits> {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const [from, to] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  yield 0.4
  const found =
    Math.max(from.length, to.length) > bounds.pieces ? null : yield* shortestEdit(from, to, bounds.edits)
  const coarse: DiffPart[] = [
    { type: 'removed', text: from.join('') },
    { type: 'added', text: to.join('') },
  ]
  const [start, end] = [a.slice(0, head), a.slice(a.length - tail)]
  return {
    edits: [
      { type: 'same', text: start.join('') },
      ...(found ?? coarse),
      { type: 'same', text: end.join('') },
    ].filter((part): part is DiffPart => part.text !== ''),
    coarse: found === null,
  }
}

function finish<T>(steps: Generator<number, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** Neighbours of one type as one part; what is removed stands before what is added in its place. */
function joinParts(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  let [removed, added, same] = ['', '', '']
  const flush = () => {
    if (removed !== '') joined.push({ type: 'removed', text: removed })
    if (added !== '') joined.push({ type: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const { type, text } of parts) {
    if (type === 'same') {
      flush()
      same += text
      continue
    }
    if (same !== '') joined.push({ type: 'same', text: same })
    same = ''
    if (type === 'removed') removed += text
    else added += text
  }
  flush()
  if (same !== '') joined.push({ type: 'same', text: same })
  return joined
}

/**
 * Myers' furthest-reaching paths: `furthest[k]` is how far into `a` a path on diagonal k (place in `a` minus place in `b`)
 * has come with d edits. Null when more than `most` edits are needed. One row of paths is kept for each d.
 */
function* shortestEdit(
  a: readonly string[],
  b: readonly string[],
  most: number,
): Generator<number, DiffPart[] | null> {
  const [first, second] = numbered(a, b)
  let followed = 0
  const limit = Math.min(most, a.length + b.length)
  const rows: Int32Array[] = []
  let furthest = new Int32Array([0, 0, 0])
  for (let d = 0; d <= limit; d++) {
    // Diagonals -d-1 … d+1, so that both neighbours of each are there.
    const next = new Int32Array(2 * d + 3)
    const at = (k: number) => furthest[k + d] ?? 0
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
      let x = d === 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1
      const begin = x
      while (x < a.length && x - k < b.length && first[x] === second[x - k]) x++
      followed += 1 + (x - begin)
      next[k + d + 1] = x
      if (x >= a.length && x - k >= b.length) {
        rows.push(next)
        return walkBack(a, b, rows)
      }
    }
    rows.push(next)
    furthest = next
    if (followed < perStep) continue
    followed = 0
    yield 0.4 + (0.6 * d) / limit
  }
  return null
}

/** Both lists with a number for each different entry: numbers are compared in no time, long sentences are not. */
function numbered(a: readonly string[], b: readonly string[]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>()
  const number = (entry: string) => {
    const known = numbers.get(entry) ?? numbers.size
    numbers.set(entry, known)
    return known
  }
  return [Int32Array.from(a, number), Int32Array.from(b, number)]
}

/** The path that reached the end, from its end to its beginning. */
function walkBack(a: readonly string[], b: readonly string[], rows: readonly Int32Array[]): DiffPart[] {
  const parts: DiffPart[] = []
  let [x, y] = [a.length, b.length]
  const same = (down: number) => {
    while (x > down) {
      x--
      y--
      parts.push({ type: 'same', text: a[x] ?? '' })
    }
  }
  for (let d = rows.length - 1; d > 0; d--) {
    const before = rows[d - 1] ?? new Int32Array()
    const at = (k: number) => before[k + d] ?? 0
    const k = x - y
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
    const from = down ? at(k + 1) : at(k - 1)
    same(down ? from : from + 1)
    if (down) parts.push({ type: 'added', text: b[--y] ?? '' })
    else parts.push({ type: 'removed', text: a[--x] ?? '' })
  }
  same(0)
  return parts.reverse()
}
