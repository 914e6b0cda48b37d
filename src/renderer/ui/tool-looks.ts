// How a call of a tool looks by its outcome: the icon, the ink of its word, the colour of its bar.

import type { ToolOutcome } from '../../core/job/tools.ts'
import type { JobState } from '../../core/run/states.ts'
import { toneInk } from './tones.ts'

type Look = { readonly glyph: JobState; readonly ink: string; readonly bar: string }

export const toolLooks: Readonly<Record<ToolOutcome, Look>> = {
  writing: { glyph: 'pending', ink: toneInk.plain, bar: 'bg-accent/30' },
  running: { glyph: 'processing', ink: toneInk.accent, bar: 'bg-accent' },
  completed: { glyph: 'completed', ink: toneInk.faint, bar: 'bg-accent/55' },
  failed: { glyph: 'failed', ink: toneInk.bad, bar: 'bg-bad' },
  called: { glyph: 'cancelled', ink: toneInk.faint, bar: 'bg-accent/55' },
  cut: { glyph: 'unknown', ink: toneInk.warn, bar: 'bg-warn/60' },
}
