// POST /generate-stream: every request builds a learning path, in the five documented stages. The events have no
// names; one object may say several things at once.

import { between } from '../base/random.ts'
import { event, type Step, terminal } from '../base/step.ts'
import { finished, rightToLeftStages, stages } from '../content/learning-path.ts'
import { longTitle } from '../content/long.ts'
import type { Service, Visit } from './service.ts'

/** How the documented 10 to 30 s are shared out: the share of the time that has passed when each stage begins. */
const shares = [0.02, 0.15, 0.5, 0.8]

export const learningPaths: Service = {
  kind: 'learning-paths',
  method: 'POST',
  path: '/generate-stream',
  jobs: 'request',
  middleMs: 4_000,
  identify: ({ form }) => ({ ok: true, id: form.get('topic')?.trim() ?? '' }),
  steps: build,
}

function* build({ id, fault, random }: Visit): Generator<Step> {
  if (id === '') {
    // The service validates inside its generator, so what is wrong arrives as an event of a stream that began well.
    yield terminal(0, null, { error: 'Enter a topic to build a learning path for.' })
    return
  }
  const lastsMs = between(random, 10_000, 30_000)
  for (const [i, stage] of (fault === 'rtl' ? rightToLeftStages : stages).entries()) {
    const at = lastsMs * (shares[i] ?? 1)
    if ((fault === 'failing' || fault === 'done-after-error') && stage.progress === 60) {
      const error = 'The search for learning resources gave no results for this topic.'
      yield fault === 'failing' ? terminal(at, null, { error }) : event(at, null, { error })
      if (fault === 'failing') return
      continue
    }
    yield event(at, null, fault === 'long-titles' ? { ...stage, message: longTitle(stage.message) } : stage)
  }
  yield terminal(lastsMs, null, {
    progress: finished.progress,
    done: true,
    redirect_url: '/result',
    message: finished.message,
  })
}
