// A rule as its form has it: texts as they are typed, and everything of every condition at once, so that a look at another one
// loses nothing. Pure.

import type { Condition } from '../../../core/alerts/condition.ts'
import { type FigureName, figureNames } from '../../../core/alerts/figure-names.ts'
import type { RuleDraft, Scope } from '../../../core/alerts/rule.ts'
import { isLasting, timedTypes } from '../../../core/alerts/traits.ts'
import type { AlertType } from '../../../core/run/attention.ts'
import { timeOf } from './snooze-times.ts'
import { type Span, spanMs, spanOf } from './span.ts'

export type RuleForm = Pick<RuleDraft, 'enabled' | 'severity' | 'tell'> & {
  readonly name: string
  readonly type: AlertType
  readonly span: Span
  readonly beats: string
  readonly times: string
  readonly query: string
  readonly figure: FigureName
  readonly is: '>' | '<'
  readonly value: string
  readonly scope: Scope
  readonly hold: Span
  readonly cooldown: Span
  readonly isTogether: boolean
  readonly togetherRuns: string
  readonly togetherWithin: Span
  readonly isQuiet: boolean
  readonly quietFrom: string
  readonly quietTo: string
  readonly quietZone: string
  readonly ends: Ends | null
}

/** When a rule ends: `typed` is what its field holds once it is edited, which is no time while a part of it is empty. */
export type Ends = { readonly at: number | null; readonly typed: string | null }

/** What of each condition the form asks for. */
export const asksSpan: ReadonlySet<AlertType> = new Set<AlertType>(timedTypes)

/** How long each is waited for where nothing was said yet. */
const usualSpans: Readonly<Partial<Record<AlertType, Span>>> = {
  'no-content': { count: '20', unit: 's' },
  'no-progress': { count: '2', unit: 'min' },
  'not-finished': { count: '10', unit: 'min' },
  'none-started': { count: '1', unit: 'd' },
  stalled: { count: '0', unit: 's' },
}
const usualSpan: Span = { count: '60', unit: 's' }

/** `draft` as a form. */
export function formOf(draft: RuleDraft): RuleForm {
  const { name, enabled, when, scope, severity, holdMs, cooldownMs, together, quiet, until, tell } = draft
  return {
    name: name ?? '',
    enabled,
    severity,
    tell,
    scope,
    ...blank(when.type),
    ...fieldsOf(when),
    hold: spanOf(holdMs, 's'),
    cooldown: spanOf(cooldownMs),
    isTogether: together !== null,
    togetherRuns: String(together?.runs ?? 3),
    togetherWithin: spanOf(together?.withinMs ?? 60_000),
    isQuiet: quiet !== null,
    quietFrom: timeOf(quiet?.from ?? 22 * 60),
    quietTo: timeOf(quiet?.to ?? 8 * 60),
    quietZone: quiet?.zone ?? 'system',
    ends: until === null ? null : { at: until, typed: null },
  }
}

function blank(type: AlertType) {
  return {
    type,
    span: usualSpans[type] ?? usualSpan,
    beats: '2',
    times: '2',
    query: '',
    figure: figureNames[0],
    is: '>',
    value: '5',
  } as const
}

function fieldsOf(when: Condition): Partial<RuleForm> {
  switch (when.type) {
    case 'stalled':
      return { span: spanOf(when.forMs, 's'), beats: String(when.beats) }
    case 'slow':
      return { times: String(when.times) }
    case 'event':
      return { query: when.query }
    case 'figure':
      return {
        figure: when.figure,
        is: when.is,
        value: String(when.figure === 'first_content' ? when.value / 1_000 : when.value),
      }
    default:
      return 'forMs' in when ? { span: spanOf(when.forMs) } : {}
  }
}

/** `form` with another condition; how long is as usual for it, where the time of the last one was. */
export function withType(form: RuleForm, type: AlertType): RuleForm {
  const wasUsual = spanMs(form.span) === spanMs(usualSpans[form.type] ?? usualSpan)
  return { ...form, type, ...(wasUsual ? { span: usualSpans[type] ?? usualSpan } : {}) }
}

/** Whether what the form waits for lasts, so that it can be asked to last. */
export function lasts({ type, figure }: Pick<RuleForm, 'type' | 'figure'>): boolean {
  return type === 'figure' ? figure === 'events_per_second' : isLasting({ type } as Condition)
}
