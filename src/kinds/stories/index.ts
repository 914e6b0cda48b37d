// Stories: every request generates, bills and stores a chapter, GET or not. Nothing is requested twice automatically; a
// lost stream stays lost until a person starts another story.

import { oneLine } from '../../core/basics/clip.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { furtherField } from '../../core/kind/match-kind.ts'
import { buildUrl } from '../../core/kind/urls.ts'
import { read } from './read.ts'

export const kind: Kind = {
  id: 'stories',
  label: 'Stories',
  icon: 'book-open-text',
  description: 'Has a chapter of a story written and shows it as it grows. Every request writes a new one.',
  needsServer: true,
  fields: [
    {
      name: 'child_id',
      label: 'Child id',
      type: 'integer',
      required: true,
      default: null,
      help: 'The child’s profile. The server’s credentials must have access to it.',
      placeholder: '1',
      min: 1,
    },
    {
      name: 'theme',
      label: 'Theme',
      type: 'text',
      required: true,
      default: null,
      help: 'What the story is about, in a word or two.',
      placeholder: 'adventure',
    },
    {
      name: 'chapter_number',
      label: 'Chapter',
      type: 'integer',
      required: false,
      default: '1',
      help: 'The chapter to write.',
      min: 1,
    },
    {
      name: 'title',
      label: 'Title',
      type: 'text',
      required: false,
      default: null,
      help: 'The story’s title. Leave it empty to have one found.',
      placeholder: 'The lighthouse that could hum',
    },
    furtherField,
  ],
  urlPatterns: ['/api/v1/stories/generate/stream?child_id!&theme!&chapter_number&title'],
  title,
  request: ({ baseUrl, params: { child_id, theme, chapter_number, title, query } }) => ({
    method: 'GET',
    url: buildUrl(
      baseUrl,
      '/api/v1/stories/generate/stream',
      { child_id, theme, chapter_number, title },
      query,
    ),
    headers: {},
    body: null,
  }),
  read,
  observes: () => false,
  repeats: 'none',
  beatMs: null,
  // “Implement client-side timeout (5-10 minutes)”: the longer one, since a lost story cannot be had again.
  timeLimitMs: 10 * 60_000,
}

/** The story's own title, or what is known of it: `Adventure for child 1, chapter 2`. */
function title(params: Params): string {
  const chapter = `chapter ${params.chapter_number ?? '1'}`
  if (params.title !== undefined) return oneLine(`${params.title}, ${chapter}`, 80)
  const theme = oneLine(params.theme ?? 'story', 40)
  const capital = theme.slice(0, 1).toUpperCase() + theme.slice(1)
  return oneLine(`${capital} for child ${params.child_id ?? '?'}, ${chapter}`, 80)
}
