// Processes: any server operation that streams its steps, its log and its result. Its API does not say whether a second
// request starts it again, so that is a setting, and the safe answer is the default.

import { oneLine } from '../../core/basics/clip.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { furtherField } from '../../core/kind/match-kind.ts'
import { buildUrl } from '../../core/kind/urls.ts'
import { read } from './read.ts'

const defaultPath = '/api/process/stream'

export const kind: Kind = {
  id: 'processes',
  label: 'Processes',
  icon: 'workflow',
  description: 'Follows a long operation: its steps, its own log and its result.',
  needsServer: true,
  fields: [
    {
      name: 'path',
      label: 'Path',
      type: 'text',
      required: true,
      default: defaultPath,
      help: 'Where the process streams, on the server: a path, with a query if it needs one.',
      pattern: { source: '^/', problem: 'The path must begin with a slash.' },
    },
    {
      name: 'repeat',
      label: 'Asking again only observes',
      type: 'switch',
      required: false,
      default: 'no',
      help: 'Say yes only if a second request never starts the work a second time: lost streams are then asked for again.',
      advanced: true,
    },
    furtherField,
  ],
  urlPatterns: [defaultPath],
  title: (params) => oneLine(`Process ${(params.path ?? defaultPath).split(/[?#]/)[0] ?? ''}`, 80),
  request: ({ baseUrl, params }) => ({
    method: 'GET',
    url: buildUrl(baseUrl, params.path ?? defaultPath, {}, params.query),
    headers: {},
    body: null,
  }),
  read,
  observes: (params) => params.repeat === 'yes',
  repeats: 'none',
  beatMs: 60_000,
  timeLimitMs: null,
}
