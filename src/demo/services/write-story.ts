// Writes a story as its API documents it: the nodes of the workflow in their order, the text in chunks, the safety
// check, the metrics, and the whole story at the end. All events are named `story_chunk`; what they mean is in their
// data.

import { between } from '../base/random.ts'
import { event, type Step, terminal } from '../base/step.ts'
import { chapterOf, storyOf } from '../content/library.ts'
import { countWords, pieces } from '../content/stories/prose.ts'
import { seaTurtle } from '../content/stories/sea-turtle.ts'
import type { Visit } from './service.ts'

const burstChunks = 10_000
/** How fast a child reads, for the documented estimate in minutes. */
const wordsPerMinute = 120

export function* writeStory({ id, fault, random, ask }: Visit): Generator<Step> {
  const story = fault === 'rtl' ? seaTurtle : storyOf(id)
  const chapter = chapterOf(story, ask.query.get('chapter_number')) ?? story.chapters[0]
  const title = ask.query.get('title')?.trim() || story.title
  const whole = pieces(`${title}\n\n${chapter.heading}\n\n${chapter.text}`)
  const chunks = fault === 'burst' ? repeated(whole, burstChunks) : whole
  // The documented pace: 10 to 20 events a second while the text is written, 30 to 60 s in all.
  const gapMs = 1_000 / between(random, 11, 13)
  let at = 200
  const say = (type: string, data: unknown) => event(at, 'story_chunk', { type, data })
  const node = (name: string, status: string) => say('node_event', { node: name, status })

  yield node('workflow', 'started')
  at += 150
  yield node('generate_content', 'started')
  at += between(random, 800, 1_800)
  if (fault === 'failing') {
    yield failure(
      at,
      'The child profile has no reading level. Set one and start again.',
      'PROFILE_INCOMPLETE',
    )
    return
  }
  for (const [i, chunk] of chunks.entries()) {
    yield say('content', { chunk, is_complete: i === chunks.length - 1 })
    if (fault !== 'burst') at += gapMs * (0.5 + random())
    if (fault === 'error-event' && i >= chunks.length / 2) {
      yield failure(at, 'The language model did not answer in time.', 'LLM_TIMEOUT')
      return
    }
  }
  yield node('generate_content', 'completed')
  at += 300
  yield node('safety_check', 'started')
  at += between(random, 1_200, 2_200)
  const safety = fault === 'unsafe' ? unsafe : { approved: true, score: 1, issues: [] }
  yield say('safety_check', safety)
  yield node('safety_check', 'completed')
  at += 200
  yield node('calculate_metrics', 'started')
  at += 400
  const text = chunks.join('')
  const metrics = {
    estimated_reading_time: Math.max(1, Math.ceil(countWords(text) / wordsPerMinute)),
    vocabulary_level: chapter.vocabulary,
    educational_elements: chapter.lessons,
  }
  yield say('metadata', metrics)
  yield node('calculate_metrics', 'completed')
  at += 150
  const data = {
    success: safety.approved,
    story_content: fault === 'edited' ? text.replaceAll(' said', ' answered') : text,
    choices: chapter.choices.map((choice) => ({ text: choice })),
    choice_question: chapter.question,
    ...metrics,
    safety_score: safety.score,
  }
  yield terminal(at, 'story_chunk', { type: 'complete', data })
}

const unsafe = {
  approved: false,
  score: 0.42,
  issues: ['A child is alone at night', 'A stranger is followed without asking a parent'],
}

function failure(at: number, message: string, code: string): Step {
  return terminal(at, 'story_chunk', { type: 'error', data: { message, code } })
}

function repeated(list: readonly string[], length: number): readonly string[] {
  return Array.from({ length }, (_, i) => list[i % list.length] ?? '')
}
