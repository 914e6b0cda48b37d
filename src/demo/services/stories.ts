// GET /api/v1/stories/generate/stream: every request writes a story anew. This file reads the request; what is written
// in which order stands in `write-story`.

import { problem } from '../base/answer.ts'
import type { Ask } from '../base/ask.ts'
import { chapterOf, storyOf } from '../content/library.ts'
import type { Identified, Service } from './service.ts'
import { writeStory } from './write-story.ts'

export const stories: Service = {
  kind: 'stories',
  method: 'GET',
  path: '/api/v1/stories/generate/stream',
  jobs: 'request',
  middleMs: 10_000,
  identify,
  steps: writeStory,
}

function identify({ query }: Ask): Identified {
  const theme = query.get('theme')?.trim() ?? ''
  if (!/^\d+$/.test(query.get('child_id') ?? '')) {
    return refused(422, 'child_id is needed: the number of a child profile.')
  }
  if (theme === '') return refused(422, 'theme is needed: what the story is about.')
  const story = storyOf(theme)
  if (chapterOf(story, query.get('chapter_number')) === undefined) {
    return refused(404, `“${story.title}” has no such chapter: ask for 1 to ${story.chapters.length}.`)
  }
  return { ok: true, id: theme }
}

function refused(status: number, sentence: string): Identified {
  return { ok: false, answer: problem(status, sentence) }
}
