// The form of a plain stream. Only the URL is required.

import type { Field } from '../../core/kind/kind.ts'
import { methods } from '../../core/kind/methods.ts'

export const fields: readonly Field[] = [
  {
    name: 'url',
    label: 'URL',
    type: 'url',
    required: true,
    default: null,
    help: 'The whole address of the stream.',
    placeholder: 'https://example.com/events',
  },
  {
    name: 'method',
    label: 'Method',
    type: 'choice',
    required: false,
    default: 'GET',
    help: 'How the stream is asked for.',
    choices: methods.map((method) => ({ value: method, label: method })),
  },
  {
    name: 'headers',
    label: 'Headers',
    type: 'headers',
    required: false,
    default: null,
    help: 'One a line, written as Name: value.',
    placeholder: 'Accept: application/json, text/event-stream',
    advanced: true,
  },
  {
    name: 'body',
    label: 'Body',
    type: 'multiline',
    required: false,
    default: null,
    help: 'Sent with any method but GET and HEAD: as JSON where it is JSON, as text otherwise, unless a Content-Type header says what it is.',
    advanced: true,
  },
  {
    name: 'repeat',
    label: 'May be asked for again',
    type: 'choice',
    required: false,
    default: 'auto',
    help: 'Whether the stream is asked for again by itself. Say yes only if a second request never starts work on the server: then it is also asked for again when the server ended it.',
    choices: [
      { value: 'auto', label: 'A GET, HEAD or QUERY, after a lost connection' },
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ],
    advanced: true,
  },
  {
    name: 'strict',
    label: 'Only what a browser reads',
    type: 'switch',
    required: false,
    default: 'no',
    help: 'Say yes to refuse what a browser would refuse: JSON lines, and event streams under another type or status. Otherwise they are read, and the connection says so.',
    advanced: true,
  },
]
