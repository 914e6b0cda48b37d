// Every shortcut of the window, once: the key sheet, the hints on buttons and in the palette, the handlers and the tests are
// drawn from this list. Each handler is a record by id (`Handlers`), so that a shortcut without a handler, or a handler
// without a shortcut, is an error of types. Keys that move within a text field, a slider or the divider between panes are
// the control's own and not listed.

import { frameShortcuts } from './frame-shortcuts.ts'

export type Section = 'Anywhere' | 'Board' | 'Open run' | 'Search' | 'Marks' | 'Timeline' | 'Log'

/**
 * `scope`: where the keys work (see each handler). `section`: where the key sheet shows them; null where it does not,
 * because the keys are what every list or slider has. `keys` by id: values of `KeyboardEvent.key`, with `Mod+` (⌘ or Ctrl),
 * `Alt+` or `Shift+` in front; a key without `Shift+` works with Shift as well.
 */
type ShortcutLine = {
  readonly scope: string
  readonly section: Section | null
  readonly words: string
  readonly keys: Readonly<Record<string, readonly string[]>>
}

export const shortcuts = [
  frameShortcuts.palette,
  { scope: 'window', section: null, words: 'The same with Shift or Caps Lock', keys: { palette: ['Mod+K'] } },
  { scope: 'window', section: 'Anywhere', words: 'Search runs and events', keys: { search: ['/'] } },
  { scope: 'window', section: 'Anywhere', words: 'Add a run', keys: { 'add-run': ['n'] } },
  frameShortcuts.views,
  { scope: 'window', section: 'Anywhere', words: 'Alerts', keys: { 'view-alerts': ['5'] } },
  frameShortcuts.history,
  {
    scope: 'window',
    section: 'Anywhere',
    words: 'Copy a link to what is shown',
    keys: { 'copy-link': ['u'] },
  },
  { scope: 'window', section: 'Anywhere', words: 'The wall, for a large screen', keys: { wall: ['W'] } },
  { scope: 'wall', section: null, words: 'Leave the wall', keys: { leave: ['Escape'] } },
  { scope: 'wall', section: null, words: 'Fill the screen', keys: { 'fill-screen': ['f', 'F'] } },
  frameShortcuts.settings,
  frameShortcuts.sheet,

  { scope: 'window', section: 'Board', words: 'Next run', keys: { down: ['j', 'ArrowDown'] } },
  { scope: 'window', section: 'Board', words: 'Previous run', keys: { up: ['k', 'ArrowUp'] } },
  { scope: 'window', section: 'Board', words: 'Open the run', keys: { open: ['Enter'] } },
  { scope: 'window', section: 'Board', words: 'Close the run', keys: { close: ['Escape'] } },
  {
    scope: 'board',
    section: 'Board',
    words: 'Fold the group, unfold it',
    keys: { fold: ['ArrowLeft'], unfold: ['ArrowRight'] },
  },
  { scope: 'board', section: null, words: 'The same, on its heading', keys: { 'toggle-group': ['Enter'] } },
  { scope: 'selecting', section: 'Board', words: 'Select the run, or not', keys: { 'select-run': [' '] } },
  {
    scope: 'selecting',
    section: null,
    words: 'The same, as in other lists',
    keys: { 'select-run': ['Mod+ '] },
  },
  {
    scope: 'selecting',
    section: 'Board',
    words: 'Select further',
    keys: { 'select-up': ['Shift+ArrowUp'], 'select-down': ['Shift+ArrowDown'] },
  },
  {
    scope: 'selecting',
    section: 'Board',
    words: 'Select all in view',
    keys: { 'select-all-runs': ['Mod+a'] },
  },
  {
    scope: 'selected',
    section: 'Board',
    words: 'The selected: stop, seen, snooze, pin, tags, compare',
    keys: {
      'stop-selected': ['s'],
      'selected-seen': ['a'],
      'snooze-selected': ['z'],
      'pin-selected': ['b'],
      'tag-selected': ['#'],
      'compare-selected': ['v'],
    },
  },
  {
    scope: 'selected',
    section: 'Board',
    words: 'The selected: remove',
    keys: { 'remove-selected': ['Delete'] },
  },
  {
    scope: 'selected',
    section: null,
    words: 'The same where there is no such key',
    keys: { 'remove-selected': ['Mod+Backspace'] },
  },
  { scope: 'selected', section: 'Board', words: 'Select nothing', keys: { 'select-nothing': ['Escape'] } },
  { scope: 'undo', section: 'Board', words: 'Undo the removal', keys: { 'undo-removal': ['Mod+z'] } },
  {
    scope: 'columns',
    section: null,
    words: 'Move the column before, after the one beside it',
    keys: { 'column-back': ['Alt+ArrowUp'], 'column-on': ['Alt+ArrowDown'] },
  },

  { scope: 'window', section: 'Open run', words: 'Overview', keys: { 'tab-overview': ['o'] } },
  { scope: 'window', section: 'Open run', words: 'Log', keys: { 'tab-log': ['l'] } },
  { scope: 'window', section: 'Open run', words: 'Timeline', keys: { 'tab-timeline': ['t'] } },
  { scope: 'window', section: 'Open run', words: 'Connection', keys: { 'tab-connection': ['c'] } },
  { scope: 'window', section: 'Open run', words: 'Whole width, and back', keys: { maximise: ['f'] } },
  { scope: 'window', section: 'Open run', words: 'Compare with another', keys: { compare: ['v'] } },
  { scope: 'window', section: 'Open run', words: 'Retry now', keys: { retry: ['r'] } },
  { scope: 'window', section: 'Open run', words: 'Stop watching, or cancel', keys: { stop: ['s'] } },

  {
    scope: 'query',
    section: 'Search',
    words: 'Search, open the log at the hit',
    keys: { submit: ['Enter'] },
  },
  {
    scope: 'query',
    section: 'Search',
    words: 'Next, previous suggestion or hit',
    keys: { 'next-suggestion': ['ArrowDown'], 'previous-suggestion': ['ArrowUp'] },
  },
  { scope: 'query', section: 'Search', words: 'Take the suggestion', keys: { accept: ['Tab'] } },
  { scope: 'query', section: 'Search', words: 'Empty the search, leave it', keys: { clear: ['Escape'] } },
  { scope: 'results', section: null, words: 'Open the log at the hit', keys: { 'open-hit': ['Enter'] } },
  {
    scope: 'results',
    section: null,
    words: 'Next, previous hit',
    keys: { 'next-hit': ['ArrowDown', 'j'], 'previous-hit': ['ArrowUp', 'k'] },
  },
  {
    scope: 'results',
    section: null,
    words: 'A page of hits, all of them',
    keys: {
      'page-down': ['PageDown'],
      'page-up': ['PageUp'],
      'first-hit': ['Home'],
      'last-hit': ['End'],
    },
  },

  { scope: 'window', section: 'Marks', words: 'Seen, or not after all', keys: { acknowledge: ['a'] } },
  { scope: 'window', section: 'Marks', words: 'Pin, unpin', keys: { pin: ['b'] } },
  { scope: 'window', section: 'Marks', words: 'Rename', keys: { 'edit-title': ['F2'] } },
  { scope: 'window', section: 'Marks', words: 'Tags', keys: { 'edit-tags': ['#'] } },
  { scope: 'window', section: 'Marks', words: 'Note', keys: { 'edit-note': ['m'] } },

  { scope: 'window', section: 'Timeline', words: 'Play, pause', keys: { play: ['x'] } },
  {
    scope: 'window',
    section: 'Timeline',
    words: 'One event back, on',
    keys: { 'step-back': [','], 'step-on': ['.'] },
  },
  { scope: 'window', section: 'Timeline', words: 'Slower, faster', keys: { slower: ['<'], faster: ['>'] } },
  {
    scope: 'track',
    section: 'Timeline',
    words: 'Move, on the timeline',
    keys: { 'move-back': ['ArrowLeft'], 'move-on': ['ArrowRight'] },
  },
  {
    scope: 'track',
    section: null,
    words: 'Move, as on every slider',
    keys: {
      'move-back': ['ArrowDown'],
      'move-on': ['ArrowUp'],
      'leap-back': ['PageDown'],
      'leap-on': ['PageUp'],
      'to-start': ['Home'],
      'to-now': ['End'],
      'play-here': [' '],
    },
  },
  { scope: 'past', section: 'Timeline', words: 'Back to now', keys: { 'back-to-now': ['Escape'] } },

  {
    scope: 'timeline',
    section: 'Timeline',
    words: 'Zoom in, out',
    keys: { 'zoom-in': ['+'], 'zoom-out': ['-'] },
  },
  { scope: 'timeline', section: null, words: 'Zoom in, without Shift', keys: { 'zoom-in': ['='] } },
  {
    scope: 'timeline',
    section: 'Timeline',
    words: 'Move along',
    keys: { 'pan-back': ['Shift+ArrowLeft'], 'pan-on': ['Shift+ArrowRight'] },
  },
  { scope: 'timeline', section: 'Timeline', words: 'The whole run', keys: { 'whole-run': ['0'] } },

  {
    scope: 'log-list',
    section: 'Log',
    words: 'Previous, next event',
    keys: { 'previous-event': ['ArrowUp'], 'next-event': ['ArrowDown'] },
  },
  {
    scope: 'log-list',
    section: 'Log',
    words: 'Select events',
    keys: { 'select-previous': ['Shift+ArrowUp'], 'select-next': ['Shift+ArrowDown'] },
  },
  { scope: 'log-list', section: 'Log', words: 'Open the event', keys: { 'open-event': ['Enter'] } },
  {
    scope: 'log',
    section: 'Log',
    words: 'Next, previous error',
    keys: { 'next-error': ['e'], 'previous-error': ['E'] },
  },
  {
    scope: 'log',
    section: 'Log',
    words: 'Next, previous gap',
    keys: { 'next-gap': ['g'], 'previous-gap': ['G'] },
  },
  { scope: 'log', section: 'Log', words: 'Jump to a time', keys: { 'jump-to-time': ['d'] } },
  { scope: 'log', section: 'Log', words: 'Filter', keys: { filter: ['Mod+f'] } },
  { scope: 'log', section: 'Log', words: 'Show or hide pings', keys: { 'toggle-pings': ['h'] } },
  { scope: 'log', section: 'Log', words: 'Wrap long lines', keys: { 'toggle-wrap': ['w'] } },
  { scope: 'log', section: 'Log', words: 'Raw data or messages', keys: { 'toggle-row-data': ['p'] } },
  {
    scope: 'log-list',
    section: 'Log',
    words: 'Join chunks, one by one',
    keys: { 'join-chunks': ['ArrowLeft'], 'single-chunks': ['ArrowRight'] },
  },
  { scope: 'log-list', section: 'Log', words: 'Follow the newest', keys: { 'to-end': ['End'] } },
  { scope: 'event', section: null, words: 'Raw or readable', keys: { 'toggle-raw': ['p'] } },
  { scope: 'log', section: 'Log', words: 'Copy the data', keys: { 'copy-data': ['y'] } },
  { scope: 'log-list', section: 'Log', words: 'Copy what is selected', keys: { 'copy-selected': ['Mod+c'] } },
  {
    scope: 'event',
    section: null,
    words: 'Copy the data of the opened event',
    keys: { 'copy-event': ['y'] },
  },
  { scope: 'event', section: null, words: 'Close the event', keys: { 'close-event': ['Escape'] } },
  {
    scope: 'log-list',
    section: null,
    words: 'A page of events, the first of them, all of them, only the last selected',
    keys: {
      'page-down': ['PageDown'],
      'page-up': ['PageUp'],
      'to-start': ['Home'],
      'select-all': ['Mod+a'],
      'select-one': ['Escape'],
    },
  },
] as const satisfies readonly ShortcutLine[]

type Line = (typeof shortcuts)[number]
type IdsOf<L> = L extends { readonly keys: infer Keys } ? keyof Keys : never

export type Scope = Line['scope']
/** The ids of the shortcuts of one scope, or of all. */
export type ShortcutId<S extends Scope = Scope> = IdsOf<Extract<Line, { readonly scope: S }>>
/** What each shortcut of a scope does: all of them, and nothing else. */
export type Handlers<S extends Scope> = Readonly<Record<ShortcutId<S>, () => void>>
