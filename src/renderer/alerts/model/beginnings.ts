// What new rules begin with: the questions that are asked most, those about what does not happen first. Pure.

import { newRule } from '../../../core/alerts/new-rule.ts'
import type { RuleDraft } from '../../../core/alerts/rule.ts'

export type Beginning = { readonly name: string; readonly words: string; readonly draft: RuleDraft }

const minute = 60_000

export const beginnings: readonly Beginning[] = [
  { name: 'silent', words: 'It goes silent', draft: newRule({ type: 'no-event', forMs: minute }) },
  { name: 'no-content', words: 'No answer begins', draft: newRule({ type: 'no-content', forMs: 20_000 }) },
  {
    name: 'no-progress',
    words: 'It makes no progress',
    draft: newRule({ type: 'no-progress', forMs: 2 * minute }),
  },
  {
    name: 'not-finished',
    words: 'It is not finished in time',
    draft: newRule({ type: 'not-finished', forMs: 10 * minute }),
  },
  {
    name: 'none-started',
    words: 'None was started',
    draft: newRule({ type: 'none-started', forMs: 24 * 60 * minute }, { together: null }),
  },
  { name: 'slow', words: 'It is slower than usual', draft: newRule({ type: 'slow', times: 2 }) },
  { name: 'failed', words: 'It fails', draft: newRule({ type: 'failed' }, { severity: 'critical' }) },
  {
    name: 'server-down',
    words: 'Many of a server at once',
    draft: newRule(
      { type: 'retrying', forMs: 30_000 },
      { severity: 'critical', together: { runs: 3, withinMs: 2 * minute } },
    ),
  },
  { name: 'event', words: 'An event says so', draft: newRule({ type: 'event', query: 'level:error' }) },
  {
    name: 'first-content',
    words: 'The first words take long',
    draft: newRule({ type: 'figure', figure: 'first_content', is: '>', value: 5_000 }),
  },
  {
    name: 'done',
    words: 'It is done',
    draft: newRule({ type: 'completed' }, { severity: 'info', together: null, cooldownMs: 0 }),
  },
]

/** The draft of the beginning `name`; the first where there is none of that name. */
export function beginningOf(name: string | null): RuleDraft {
  const found = beginnings.find((one) => one.name === name) ?? beginnings[0]
  return found?.draft ?? newRule({ type: 'no-event', forMs: minute })
}
