// What a form means as a rule, or what is wrong with it, a sentence for each field. Pure.

import type { Condition } from '../../../core/alerts/condition.ts'
import { isZone } from '../../../core/alerts/quiet.ts'
import type { Quiet, RuleDraft } from '../../../core/alerts/rule.ts'
import { parseScope } from '../../../core/alerts/scope.ts'
import { parseQuery } from '../../../core/query/parse.ts'
import type { AlertType } from '../../../core/run/attention.ts'
import { asksSpan, type Ends, lasts, type RuleForm } from './rule-form.ts'
import { minuteOf } from './snooze-times.ts'
import { numberOf, type Span, spanMs } from './span.ts'

/** The fields that can have a problem. */
type RuleField =
  | 'span'
  | 'beats'
  | 'times'
  | 'query'
  | 'value'
  | 'scope'
  | 'hold'
  | 'cooldown'
  | 'together'
  | 'quiet'
  | 'until'

export type RuleProblems = Readonly<Partial<Record<RuleField, string>>>
export type ReadForm = { readonly draft: RuleDraft | null; readonly problems: RuleProblems }

const day = 86_400_000

/** The rule that `form` means at `now`; null with the problems where it means none. */
export function readForm(form: RuleForm, now: number): ReadForm {
  const problems: Partial<Record<RuleField, string>> = {}
  const say = (field: RuleField, words: string) => {
    problems[field] ??= words
    return null
  }
  const span = (field: RuleField, given: Span, least: number, most: number, words: string) => {
    const ms = spanMs(given)
    return ms === null || ms < least || ms > most ? say(field, words) : ms
  }
  const count = (field: RuleField, text: string, least: number, most: number, words: string) => {
    const number = numberOf(text)
    return number === null || number < least || number > most ? say(field, words) : number
  }

  const when = condition(form, say, span, count)
  const { problems: wrong } = parseScope(form.scope.query)
  if (wrong[0] !== undefined) say('scope', `${wrong[0].message} ${wrong[0].mend}`)
  const holdMs = lasts(form)
    ? span('hold', form.hold, 0, day, 'Write how long, from 0 to one day: 0 is at once.')
    : 0
  const cooldownMs = span('cooldown', form.cooldown, 0, 7 * day, 'Write how long, from 0 to seven days.')
  const together = form.isTogether && form.type !== 'none-started' ? gathered(form, say, span, count) : null
  const quiet = form.isQuiet ? quietOf(form, say) : null
  const until = form.ends === null ? null : endOf(form.ends, now, say)

  if (when === null || holdMs === null || cooldownMs === null || Object.keys(problems).length > 0)
    return { draft: null, problems }
  const { enabled, scope, severity, tell } = form
  const name = form.name.trim()
  return {
    draft: {
      name: name === '' ? null : name,
      enabled,
      when,
      scope: { ...scope, query: scope.query.trim() },
      severity,
      holdMs,
      cooldownMs,
      together,
      quiet,
      until,
      tell,
    },
    problems,
  }
}

type Say = (field: RuleField, words: string) => null
type SpanIn = (field: RuleField, given: Span, least: number, most: number, words: string) => number | null
type CountIn = (field: RuleField, text: string, least: number, most: number, words: string) => number | null

const longWords = 'Write a time from one second to thirty days.'

function condition(form: RuleForm, say: Say, span: SpanIn, count: CountIn): Condition | null {
  const { type } = form
  switch (type) {
    case 'stalled': {
      const forMs = span(
        'span',
        form.span,
        0,
        30 * day,
        'Write a time up to thirty days; 0 leaves it to the beat.',
      )
      const beats = count('beats', form.beats, 1, 100, 'Write a number from 1 to 100.')
      if (forMs !== null && forMs > 0 && forMs < 1_000)
        return say('span', 'A second is the least; 0 leaves it to the beat.')
      return forMs === null || beats === null ? null : { type, forMs, beats }
    }
    case 'slow': {
      const times = count('times', form.times, 1, 100, 'Write a number from 1 to 100.')
      return times === null ? null : { type, times }
    }
    case 'event': {
      const query = form.query.trim()
      if (query === '')
        return say('query', 'Write what the event has to say: words, or a filter such as level:error.')
      const [problem] = parseQuery(query).problems
      return problem === undefined ? { type, query } : say('query', `${problem.message} ${problem.mend}`)
    }
    case 'figure': {
      const number = count('value', form.value, 0, 1e9, 'Write a number of zero or more.')
      if (number === null) return null
      const { figure, is } = form
      return { type, figure, is, value: figure === 'first_content' ? Math.round(number * 1_000) : number }
    }
    default:
      if (!asksSpan.has(type)) return { type } as Condition
      return timed(type, span('span', form.span, 1_000, 30 * day, longWords))
  }
}

function timed(type: AlertType, forMs: number | null): Condition | null {
  // Those that ask for a time alone.
  return forMs === null ? null : ({ type, forMs } as Condition)
}

function gathered(form: RuleForm, say: Say, span: SpanIn, count: CountIn): RuleDraft['together'] {
  const runs = count('together', form.togetherRuns, 2, 1_000, 'Write a number of runs from 2 to 1,000.')
  const withinMs = span(
    'together',
    form.togetherWithin,
    1_000,
    day,
    'Write a time from one second to one day.',
  )
  if (runs === null || withinMs === null) return null
  return Number.isInteger(runs) ? { runs, withinMs } : say('together', 'Write a whole number of runs.')
}

function endOf({ at }: Ends, now: number, say: Say): number | null {
  if (at === null) return say('until', 'Write the whole date and time.')
  return at <= now ? say('until', 'This time is over. Choose a later one.') : at
}

function quietOf({ quietFrom, quietTo, quietZone: zone }: RuleForm, say: Say): Quiet | null {
  const [from, to] = [minuteOf(quietFrom), minuteOf(quietTo)]
  if (from === null || to === null) return say('quiet', 'Write both times, as in 22:00 and 08:00.')
  if (from === to) return say('quiet', 'Both times are the same, so no hour is quiet.')
  if (zone !== 'system' && !isZone(zone)) return say('quiet', 'This zone is not known here. Choose another.')
  return { from, to, zone }
}
