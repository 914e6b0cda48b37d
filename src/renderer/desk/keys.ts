// What is made of the list of shortcuts: which one a key press means, what a hint shows, and the lines of the key sheet.

import { hintIn, printKey } from './hint.ts'
import { type Scope, type Section, type ShortcutId, shortcuts } from './shortcuts.ts'

export type KeyPress = {
  readonly key: string
  readonly shiftKey?: boolean
  readonly ctrlKey?: boolean
  readonly metaKey?: boolean
  readonly altKey?: boolean
  /** The focus is in a field that takes text: only chords that write nothing are shortcuts there. */
  readonly typing?: boolean
  /** Alt edits text here, as on Apple's machines, where it moves by words; elsewhere it writes nothing. */
  readonly altEdits?: boolean
  /** The focus is in something that uses the arrows and Enter itself: a button, a tab, a list. */
  readonly ownsArrows?: boolean
}

/** All lines with their types widened, for reading. */
const lines: readonly {
  readonly scope: Scope
  readonly section: Section | null
  readonly words: string
  readonly keys: Readonly<Record<string, readonly string[]>>
}[] = shortcuts

/** Ids by scope and key: `window n` → `add-run`. */
const idByKey: ReadonlyMap<string, string> = new Map(
  lines.flatMap(({ scope, keys }) =>
    Object.entries(keys).flatMap(([id, list]) => list.map((key) => [`${scope} ${key}`, id] as const)),
  ),
)

/** The shortcut of `scope` that a key press means; null where it means none there. */
export function shortcutOf<S extends Scope>(scope: S, press: KeyPress): ShortcutId<S> | null {
  const { key, altKey = false, typing = false, ownsArrows = false } = press
  const isChord = (press.ctrlKey === true || press.metaKey === true) && !altKey
  if (typing && !isChord && (!altKey || press.altEdits === true)) return null
  if (ownsArrows && !isChord && !altKey && (key.startsWith('Arrow') || key === 'Enter')) return null
  const name = `${scope} ${isChord ? 'Mod+' : altKey ? 'Alt+' : ''}`
  const id =
    (press.shiftKey === true ? idByKey.get(`${name}Shift+${key}`) : undefined) ?? idByKey.get(name + key)
  // The map was made from the lines of this scope.
  return (id as ShortcutId<S> | undefined) ?? null
}

/** The first key of a shortcut as a hint shows it, parts with a space between: `n`, `⌘ K`. */
export function hintOf(id: ShortcutId, mod?: string): string {
  return hintIn(lines, id, mod)
}

type KeySection = {
  readonly title: Section
  readonly lines: readonly { readonly keys: string; readonly words: string }[]
}

/** The lines of the key sheet by section, in the list's order; a modifier that all keys of a line share is printed once. */
export function keySheet(mod: string): readonly KeySection[] {
  const shown = lines.flatMap(({ section, words, keys }) => {
    if (section === null) return []
    const all = Object.values(keys).flatMap((list) => list.map((key) => printKey(key, mod)))
    const [first = []] = all
    const isShared = first.length > 1 && all.every((parts) => parts.length > 1 && parts[0] === first[0])
    const parts = isShared ? [...first.slice(0, 1), ...all.flatMap((one) => one.slice(1))] : all.flat()
    return [{ section, keys: parts.join(' '), words }]
  })
  return [...Map.groupBy(shown, ({ section }) => section)].map(([title, list]) => ({
    title,
    lines: list.map(({ keys, words }) => ({ keys, words })),
  }))
}

/** The lines that have every word of `text` in what they do, in their section or among their keys. */
export function findKeys(text: string, mod: string): readonly KeySection[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return keySheet(mod).flatMap(({ title, lines: all }) => {
    const found = all.filter((line) => {
      const keys = line.keys.toLowerCase().split(' ')
      const said = `${line.words} ${title}`.toLowerCase()
      return words.every((word) => said.includes(word) || keys.includes(word))
    })
    return found.length === 0 ? [] : [{ title, lines: found }]
  })
}
