// A story as its service streams it: nodes of a workflow, chunks of text, a check, measures, and the whole at the end.

import type { Step } from '../engine/record.ts'

const paragraphs = [
  'Mira had never meant to find the lighthouse. She had been following a heron along the wet sand, step for step, the way her grandmother had taught her to follow things that did not want to be hurried.',
  'The heron stopped. In front of it, where the map in the kitchen showed nothing but water, a narrow tower stood on a hump of rock, and from somewhere inside it came a sound like a kettle that had learned to hum.',
  '“Well,” said Mira to the heron, “that was not there yesterday.”',
  'The door was the blue of old rope. It was not locked. Inside, a staircase wound up and up, and on every seventh step somebody had set a small brass bowl with exactly one thing in it: a button, a snail’s house, the stub of a pencil, a key no longer than her thumb.',
  'She did not touch the key. Not at first. She climbed past it, counting, and at the very top she found the lamp, and beside the lamp an open book whose last line was still wet.',
  'It said: *Mira had never meant to find the lighthouse.*',
]

const chunk = (type: string, data: unknown): string => JSON.stringify({ type, data })
const node = (name: string, status: string): string => chunk('node_event', { node: name, status })

/** A story up to some point of its way. */
export function storySteps(
  until: 'writing' | 'checked' | 'complete' | 'differs' | 'unsafe' | 'rejected',
): readonly Step[] {
  const steps: Step[] = [
    ...(until === 'rejected' ? [{ after: 200, name: 'story_chunk', data: node('workflow', 'started') }] : []),
    { after: 310, name: 'story_chunk', data: node('plan_chapter', 'started') },
    { after: 2_400, name: 'story_chunk', data: node('plan_chapter', 'completed') },
    { after: 20, name: 'story_chunk', data: node('generate_content', 'started') },
  ]
  const text = paragraphs.join('\n\n')
  const shown = until === 'writing' ? text.slice(0, 730) : text
  for (let at = 0; at < shown.length; at += 24) {
    steps.push({
      after: 61,
      name: 'story_chunk',
      data: chunk('content', { chunk: shown.slice(at, at + 24), is_complete: false }),
    })
  }
  if (until === 'writing') return steps
  const passed = until !== 'unsafe' && until !== 'rejected'
  steps.push(
    { after: 30, name: 'story_chunk', data: node('generate_content', 'completed') },
    { after: 12, name: 'story_chunk', data: node('safety_check', 'started') },
    {
      after: 1_900,
      name: 'story_chunk',
      data: chunk('safety_check', {
        approved: passed,
        score: passed ? 0.98 : 0.41,
        issues: passed
          ? []
          : [
              'A child enters an unknown building alone.',
              'An adult should be within reach by the end of the chapter.',
            ],
      }),
    },
    { after: 10, name: 'story_chunk', data: node('safety_check', 'completed') },
    { after: 10, name: 'story_chunk', data: node('calculate_metrics', 'started') },
    {
      after: 420,
      name: 'story_chunk',
      data: chunk('metadata', {
        estimated_reading_time: 5,
        vocabulary_level: 'intermediate',
        educational_elements: ['Problem solving', 'Patience', 'Observation of nature'],
      }),
    },
  )
  if (until === 'checked') return steps
  if (until === 'rejected') {
    steps.push(
      { after: 10, name: 'story_chunk', data: node('calculate_metrics', 'completed') },
      { after: 60, name: 'story_chunk', data: chunk('complete', { success: false, story_content: text }) },
    )
    return steps
  }
  const final =
    until === 'differs' ? text.replace('the blue of old rope', 'the blue of a summer evening') : text
  steps.push(
    { after: 10, name: 'story_chunk', data: node('calculate_metrics', 'completed') },
    {
      after: 60,
      name: 'story_chunk',
      data: chunk('complete', {
        success: true,
        story_content: final,
        choices: [{ text: 'Take the small key' }, { text: 'Write the next line' }],
        choice_question: 'What should Mira do next?',
        educational_elements: ['Problem solving', 'Patience'],
        estimated_reading_time: 5,
        safety_score: 0.98,
        vocabulary_level: 'intermediate',
      }),
    },
  )
  return steps
}

/** A story that its service gave up. */
export function failedStorySteps(): readonly Step[] {
  return [
    ...storySteps('writing').slice(0, 14),
    {
      after: 9_000,
      name: 'story_chunk',
      data: chunk('error', {
        message: 'The language model did not answer within 60 seconds',
        code: 'LLM_TIMEOUT',
      }),
    },
  ]
}
