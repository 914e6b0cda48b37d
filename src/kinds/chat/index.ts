// Chats: one prompt, one streamed answer, then `[DONE]`. Every request starts a new answer, so a lost one is never
// requested again automatically.

import { oneLine } from '../../core/basics/clip.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { furtherField } from '../../core/kind/match-kind.ts'
import { buildUrl } from '../../core/kind/urls.ts'
import { read } from './read.ts'

const defaultPath = '/chat'
const defaultName = 'prompt'

export const kind: Kind = {
  id: 'chat',
  label: 'Chat',
  icon: 'message-square-text',
  description:
    'Sends one prompt to a model and shows the answer as it is written. Every request is answered anew.',
  needsServer: true,
  fields: [
    {
      name: 'prompt',
      label: 'Prompt',
      type: 'multiline',
      required: true,
      default: null,
      help: 'What to ask. It travels in the URL, so that very long prompts may be refused by the server.',
      placeholder: 'Explain tides to a ten-year-old.',
    },
    {
      name: 'path',
      label: 'Path',
      type: 'text',
      required: true,
      default: defaultPath,
      help: 'Where the chat streams, on the server: a path, with a query if it needs one.',
      pattern: { source: '^/', problem: 'The path must begin with a slash.' },
      advanced: true,
    },
    {
      name: 'promptName',
      label: 'Name of the prompt parameter',
      type: 'text',
      required: true,
      default: defaultName,
      help: 'The query parameter that carries the prompt.',
      advanced: true,
    },
    furtherField,
  ],
  urlPatterns: ['/chat?prompt!'],
  title: (params) => oneLine(params.prompt ?? '', 60) || 'Chat',
  request: ({ baseUrl, params }) => ({
    method: 'GET',
    url: buildUrl(
      baseUrl,
      params.path ?? defaultPath,
      { [params.promptName ?? defaultName]: params.prompt ?? '' },
      params.query,
    ),
    headers: {},
    body: null,
  }),
  read,
  takesReader: true,
  observes: () => false,
  repeats: 'none',
  beatMs: 15_000,
  timeLimitMs: null,
}
