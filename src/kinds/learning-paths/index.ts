// Learning paths: a form is posted, and the response streams the stages of the path being made. Every request makes
// one; dropping the connection cancels it (its guide, “Cancel functionality”).

import { oneLine } from '../../core/basics/clip.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { furtherField } from '../../core/kind/match-kind.ts'
import { buildUrl } from '../../core/kind/urls.ts'
import { formBody } from './form-body.ts'
import { read } from './read.ts'

export const kind: Kind = {
  id: 'learning-paths',
  label: 'Learning paths',
  icon: 'route',
  description: 'Has a learning path made and shows each stage of it. Every request makes a new one.',
  needsServer: true,
  fields: [
    {
      name: 'topic',
      label: 'Topic',
      type: 'text',
      required: true,
      default: null,
      help: 'What is to be learned. It is posted as the form field “topic”.',
      placeholder: 'Machine learning',
    },
    {
      name: 'fields',
      label: 'Further form fields',
      type: 'multiline',
      required: false,
      default: null,
      help: 'One field a line, written as name=value, for what else your server’s form asks. A name may come again.',
      placeholder: 'expertise_level=beginner\ntime_commitment=moderate',
      pattern: {
        source: String.raw`^\s*[^\s=][^=]*=`,
        problem: 'Write each further field on a line of its own, as name=value.',
      },
      advanced: true,
    },
    furtherField,
  ],
  urlPatterns: ['/generate-stream'],
  title: (params) => oneLine(params.topic ?? '', 80) || 'Learning path',
  request: ({ baseUrl, params }) => ({
    method: 'POST',
    url: buildUrl(baseUrl, '/generate-stream', {}, params.query),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: formBody(params.topic ?? '', params.fields ?? ''),
  }),
  read,
  observes: () => false,
  repeats: 'none',
  beatMs: null,
  timeLimitMs: null,
}
