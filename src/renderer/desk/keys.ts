// The keyboard: which key means which act. Pure, and the only place that knows it; the sheet of keys is drawn from the
// same list, so that it cannot tell another story.

export type KeyAct =
  | 'palette'
  | 'search'
  | 'add-run'
  | 'keys'
  | 'view-all'
  | 'view-live'
  | 'view-needs-me'
  | 'view-finished'
  | 'down'
  | 'up'
  | 'open'
  | 'close'
  | 'stop'
  | 'retry'
  | 'tab-overview'
  | 'tab-log'
  | 'tab-connection'
  | 'tab-timeline'
  | 'play'
  | 'step-back'
  | 'step-on'
  | 'slower'
  | 'faster'
  | 'pin'
  | 'acknowledge'
  | 'edit-title'
  | 'edit-tags'
  | 'edit-note'
  | 'back'
  | 'forward'
  | 'compare'

export type KeyPress = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** The focus is in a field that takes text. */
  readonly typing: boolean
  /** The focus is in something that uses the arrows, Enter and Space itself: a button, a tab, a list. */
  readonly ownsArrows: boolean
}

const letters: Readonly<Record<string, KeyAct>> = {
  '/': 'search',
  '?': 'keys',
  n: 'add-run',
  '1': 'view-all',
  '2': 'view-live',
  '3': 'view-needs-me',
  '4': 'view-finished',
  j: 'down',
  k: 'up',
  s: 'stop',
  r: 'retry',
  o: 'tab-overview',
  l: 'tab-log',
  c: 'tab-connection',
  t: 'tab-timeline',
  v: 'compare',
  x: 'play',
  ',': 'step-back',
  '.': 'step-on',
  '<': 'slower',
  '>': 'faster',
  a: 'acknowledge',
  b: 'pin',
  '#': 'edit-tags',
  m: 'edit-note',
  F2: 'edit-title',
  Escape: 'close',
}

const arrows: Readonly<Record<string, KeyAct>> = { ArrowDown: 'down', ArrowUp: 'up', Enter: 'open' }

/** With Alt, as in every browser; on the desktop nobody else hears them. */
const steps: Readonly<Record<string, KeyAct>> = { ArrowLeft: 'back', ArrowRight: 'forward' }

/** The act of a key press outside of dialogs; null where it means nothing or belongs to what has the focus. */
export function keyAct({ key, ctrlKey, metaKey, altKey, typing, ownsArrows }: KeyPress): KeyAct | null {
  if ((ctrlKey || metaKey) && !altKey) return key.toLowerCase() === 'k' ? 'palette' : null
  if (altKey && !typing && Object.hasOwn(steps, key)) return steps[key] ?? null
  if (altKey || typing) return null
  if (Object.hasOwn(letters, key)) return letters[key] ?? null
  return !ownsArrows && Object.hasOwn(arrows, key) ? (arrows[key] ?? null) : null
}

/** The sheet of keys, by place. `mod` stands for ⌘ or Ctrl. */
export const keySheet: readonly {
  readonly title: string
  readonly keys: readonly (readonly [string, string])[]
}[] = [
  {
    title: 'Anywhere',
    keys: [
      ['mod K', 'Commands, and go to a run'],
      ['/', 'Search runs and events'],
      ['n', 'Add a run'],
      ['1 2 3 4', 'All, live, needs me, finished'],
      ['Alt ← →', 'Back, forward'],
      ['?', 'This sheet'],
    ],
  },
  {
    title: 'Board',
    keys: [
      ['j ↓', 'Next run'],
      ['k ↑', 'Previous run'],
      ['↵', 'Open the run'],
      ['Esc', 'Close the run'],
    ],
  },
  {
    title: 'Open run',
    keys: [
      ['o', 'Overview'],
      ['l', 'Log'],
      ['t', 'Timeline'],
      ['c', 'Connection'],
      ['v', 'Compare with another'],
      ['r', 'Retry now'],
      ['s', 'Stop watching, or cancel'],
    ],
  },
  {
    title: 'Search',
    keys: [
      ['↵', 'Search, open the log at the hit'],
      ['↓ ↑', 'Next, previous offer or hit'],
      ['⇥', 'Take the offer'],
      ['Esc', 'Empty the search, leave it'],
    ],
  },
  {
    title: 'Marks',
    keys: [
      ['a', 'Seen, or not after all'],
      ['b', 'Pin, unpin'],
      ['F2', 'Rename'],
      ['#', 'Tags'],
      ['m', 'Note'],
    ],
  },
  {
    title: 'Time line',
    keys: [
      ['x', 'Play, pause'],
      [', .', 'One event back, on'],
      ['< >', 'Slower, faster'],
      ['← →', 'Move, on the time line'],
      ['Esc', 'Back to now'],
    ],
  },
  {
    title: 'Timeline',
    keys: [
      ['+ -', 'Zoom in, out'],
      ['⇧ ← →', 'Move along'],
      ['0', 'The whole run'],
    ],
  },
  {
    title: 'Log',
    keys: [
      ['↑ ↓', 'Previous, next event'],
      ['⇧ ↑ ↓', 'Select events'],
      ['↵', 'Open the event'],
      ['e E', 'Next, previous error'],
      ['g G', 'Next, previous gap'],
      ['d', 'Jump to a time'],
      ['f', 'Filter'],
      ['h', 'Show or hide pings'],
      ['w', 'Wrap long lines'],
      ['End', 'Follow the newest'],
      ['p', 'Raw or readable'],
      ['y', 'Copy the data'],
      ['mod C', 'Copy what is selected'],
    ],
  },
]

/** The key that this machine's people press with K: `⌘` on Apple's, `Ctrl` elsewhere. */
export function modKey(platform: string): string {
  return /mac|iphone|ipad/i.test(platform) ? '⌘' : 'Ctrl'
}
