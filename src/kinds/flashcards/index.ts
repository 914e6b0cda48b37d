// Flashcard runs: a run lives on its server and is only observed. Its service polls a database each second, pushes
// changes, and repeats the whole state to every new connection. It sends no ids and cannot resume.

import { oneLine } from '../../core/basics/clip.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { furtherField } from '../../core/kind/match-kind.ts'
import { buildUrl } from '../../core/kind/urls.ts'
import { read } from './read.ts'

export const kind: Kind = {
  id: 'flashcards',
  label: 'Flashcards',
  icon: 'layers',
  description:
    'Watches a run that makes flashcard sets: its status, its progress and each set as it appears.',
  needsServer: true,
  fields: [
    {
      name: 'run_id',
      label: 'Run id',
      type: 'text',
      required: true,
      default: null,
      help: 'The id that the service gave the run. Several ids at once make one run each.',
      placeholder: '128',
      // A URL takes these two for steps in its path, however they are written (URL standard, 4.5).
      pattern: {
        source: String.raw`^(?!\s*\.{1,2}\s*$)`,
        problem: 'A run id cannot be a single or a double dot.',
      },
      many: true,
    },
    furtherField,
  ],
  urlPatterns: ['/v1/flashcards/runs/{run_id}/events'],
  title: (params) => oneLine(`Flashcards run ${params.run_id ?? ''}`, 80),
  request: ({ baseUrl, params }) => {
    const id = encodeURIComponent((params.run_id ?? '').toWellFormed())
    return {
      method: 'GET',
      url: buildUrl(baseUrl, `/v1/flashcards/runs/${id}/events`, {}, params.query),
      headers: {},
      body: null,
    }
  },
  read,
  observes: () => true,
  repeats: 'snapshot',
  beatMs: 15_000,
  timeLimitMs: null,
}
