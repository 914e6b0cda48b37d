// A part of the settings that a person changes where it is seen: shown at once, kept by the engine, and taken back where it
// could not be kept.

import type { AppSettings } from '../../core/contract/settings.ts'
import type { LiveStore } from '../store/live-store.ts'

type Part = 'board' | 'log'

/** What changes `part`; `save` asks the engine to keep it. Rejects once it is taken back. */
export function shownSettings<P extends Part>(
  live: LiveStore,
  part: P,
  save: (value: AppSettings[P]) => Promise<AppSettings>,
): (change: Partial<AppSettings[P]>) => Promise<void> {
  /** As the engine has it, while changes are on their way. */
  let kept: AppSettings[P] | null = null
  let onTheWay = 0
  return async (change) => {
    const { settings } = live.getState()
    const value = { ...settings[part], ...change }
    if (onTheWay++ === 0) kept = settings[part]
    const show = (next: AppSettings) => {
      // What was changed or pushed since is newer.
      if (live.getState().settings[part] === value) live.setState({ settings: next })
    }
    live.setState({ settings: { ...settings, [part]: value } })
    try {
      const answer = await save(value)
      kept = answer[part]
      show(answer)
    } catch (thrown) {
      show({ ...live.getState().settings, [part]: kept })
      throw thrown
    } finally {
      onTheWay--
    }
  }
}
