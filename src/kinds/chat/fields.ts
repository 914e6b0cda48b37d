// The form of a chat: how it is asked, and the prompt; what most people leave as the API has it is among the further settings.

import type { Field } from '../../core/kind/kind.ts'
import { furtherField } from '../../core/kind/match-kind.ts'
import { byGet, presets } from './presets.ts'

const posts = [...presets.keys()]
const withModel = posts.filter((name) => name !== 'custom')

export const fields: readonly Field[] = [
  {
    name: 'preset',
    label: 'How to ask',
    type: 'choice',
    required: false,
    default: byGet,
    help: 'The API that the server speaks.',
    choices: [
      { value: byGet, label: 'By GET', help: 'GET /chat, with the prompt in the query.' },
      ...[...presets].map(([value, { label, help }]) => ({ value, label, help })),
    ],
  },
  {
    name: 'model',
    label: 'Model',
    type: 'text',
    required: false,
    default: null,
    help: 'As the API names it.',
    placeholder: 'gemma3',
    when: { field: 'preset', in: posts },
    needed: { field: 'preset', in: withModel },
  },
  {
    name: 'prompt',
    label: 'Prompt',
    type: 'multiline',
    required: true,
    default: null,
    help: 'What to ask. With GET it travels in the URL, so that very long prompts may be refused by the server.',
    placeholder: 'Explain tides to a ten-year-old.',
  },
  {
    name: 'path',
    label: 'Path',
    type: 'text',
    required: false,
    default: null,
    help: 'Where the chat streams, on the server, with a query if it needs one. Empty for the usual one.',
    placeholder: '/chat',
    pattern: { source: '^/', problem: 'The path must begin with a slash.' },
    advanced: true,
  },
  {
    name: 'promptName',
    label: 'Name of the prompt parameter',
    type: 'text',
    required: true,
    default: 'prompt',
    help: 'The query parameter that carries the prompt.',
    when: { field: 'preset', in: [byGet] },
    advanced: true,
  },
  {
    name: 'template',
    label: 'Body',
    type: 'multiline',
    required: false,
    default: null,
    help: 'JSON with {{prompt}}, and {{model}}, inside strings. Empty for the body that the choice above documents.',
    placeholder: '{"model": "{{model}}", "stream": true, "prompt": "{{prompt}}"}',
    template: ['prompt'],
    when: { field: 'preset', in: posts },
    advanced: true,
  },
  furtherField,
]
