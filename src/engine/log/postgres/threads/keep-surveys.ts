// Sees to it that what was stored is surveyed, so that a search for words that seldom meet reads few blocks. Hubs do this, which
// are what people search through; a collector has its streams.

import { setTimeout } from 'node:timers/promises'
import { startThread } from '../../../threads/start.ts'
import type { SurveyData, SurveyThread } from './shared-survey-thread.ts'
import surveyPath from './shared-survey-thread.ts?modulePath'

const everyMs = 120_000

/** Begins at once; answers what ends it. What fails is tried again the next time: a log without surveys is only slower. */
export function keepSurveys(data: Omit<SurveyData, 'before'>): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  let before: SurveyData['before'] = null
  const makeAll = async () => {
    const thread = await startThread<SurveyThread>(surveyPath, { ...data, before } satisfies SurveyData)
    // What is being made is left: nothing of it is stored before all of it is.
    const end = () => void thread.kill()
    signal.addEventListener('abort', end)
    try {
      while (!signal.aborted && (await thread.api.next()));
      if (signal.aborted) return
      before = await thread.api.done()
      await thread.stop()
    } finally {
      signal.removeEventListener('abort', end)
      await thread.kill()
    }
  }
  const keep = async () => {
    while (!signal.aborted) {
      // The database is away, or the schema is older.
      await makeAll().catch(() => {})
      await setTimeout(everyMs, undefined, { ref: false, signal }).catch(() => {})
    }
  }
  const kept = keep()
  return {
    stop: () => {
      stopping.abort()
      return kept
    },
  }
}
