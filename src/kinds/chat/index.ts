// Chats: one prompt, one streamed answer, then `[DONE]`. Every request starts a new answer, so a lost one is never
// requested again automatically.

import { oneLine } from '../../core/basics/clip.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { fields } from './fields.ts'
import { read } from './read.ts'
import { request } from './request.ts'
import { settingsOf } from './settings-of.ts'

export const kind: Kind = {
  id: 'chat',
  label: 'Chat',
  icon: 'message-square-text',
  description:
    'Sends one prompt to a model and shows the answer as it is written. Every request is answered anew.',
  needsServer: true,
  fields,
  urlPatterns: ['/chat?prompt!'],
  title: (params) => oneLine(params.prompt ?? '', 60) || 'Chat',
  request,
  settingsOf,
  read,
  takesReader: true,
  observes: () => false,
  repeats: 'none',
  beatMs: 15_000,
  timeLimitMs: null,
}
