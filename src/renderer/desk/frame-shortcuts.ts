// The shortcuts that the first frame shows: in the top bar, or as hints of its buttons. The list of all
// (shortcuts.ts) has them in their places.

import { hintIn } from './hint.ts'

/** The lines of the list by what they are for, as `ShortcutLine` of shortcuts.ts says. */
export const frameShortcuts = {
  palette: {
    scope: 'window',
    section: 'Anywhere',
    words: 'Commands, and go to a run',
    keys: { palette: ['Mod+k'] },
  },
  views: {
    scope: 'window',
    section: 'Anywhere',
    words: 'All, live, needs me, finished',
    keys: { 'view-all': ['1'], 'view-live': ['2'], 'view-needs-me': ['3'], 'view-finished': ['4'] },
  },
  history: {
    scope: 'window',
    section: 'Anywhere',
    words: 'Back, forward',
    keys: { back: ['Alt+ArrowLeft'], forward: ['Alt+ArrowRight'] },
  },
  settings: { scope: 'window', section: 'Anywhere', words: 'Settings', keys: { settings: ['Mod+,'] } },
  sheet: { scope: 'window', section: 'Anywhere', words: 'This sheet', keys: { keys: ['?'] } },
} as const

type Line = (typeof frameShortcuts)[keyof typeof frameShortcuts]
type IdsOf<L> = L extends { readonly keys: infer Keys } ? keyof Keys : never

const lines = Object.values(frameShortcuts)

/** The hint of a shortcut of the first frame, see `hintOf`. */
export function frameHint(id: IdsOf<Line>): string {
  return hintIn(lines, id)
}
