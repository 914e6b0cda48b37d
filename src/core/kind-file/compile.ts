// Makes a kind of a kind file. The kind is like any other: pure, total, and asked by the same functions.

import { oneLine } from '../basics/clip.ts'
import type { Reading } from '../job/reading.ts'
import { readTextAsLog } from '../job/text-as-log.ts'
import { isPing } from '../kind/is-ping.ts'
import type { Kind, Params, StreamEvent } from '../kind/kind.ts'
import { furtherField } from '../kind/match-kind.ts'
import type { Reader } from '../reader/reader.ts'
import { hasGoneWell } from '../reader/with-endings.ts'
import { readWith, withJson } from '../reader/with-readers.ts'
import { fieldsOf, reportCondition, reportFields } from './fields.ts'
import { compileTemplate } from './fill.ts'
import type { ParsedKindFile } from './format.ts'
import { quote, type Report } from './problem.ts'
import { type CompiledRequest, compileRequest, patternProblem } from './request.ts'
import { compileRules, type ReadByRules } from './rules.ts'
import { reportSecrets } from './secrets.ts'

const longestTitle = 80

/** The kind of `file`; it means nothing where `report` was told of anything. */
export function compileKind(
  id: string,
  file: ParsedKindFile,
  readers: readonly Reader[],
  report: Report,
): Kind {
  reportFields(file.fields, report)
  reportSecrets(file, report)
  const asked = compileRequest(file.request, file.fields, report)
  const { needsServer, segments } = asked
  const fields = [...fieldsOf(file.fields, segments), ...(isAddressBuilt(file) ? [furtherField] : [])]
  const byRules = compileRules(file.rules, report)
  const reader = readerOf(file, readers, report)
  return {
    id,
    label: file.label,
    icon: file.icon,
    description: file.description ?? `Watches ${file.label}, as ${id}.kind.json says.`,
    needsServer,
    fields,
    urlPatterns: patternsOf(file, asked, report),
    title: titleOf(file, report),
    request: (settings) => asked.request(settings),
    read: (event) => readEvent(event, byRules, reader),
    endsWell: (job) => (file.endings?.onClose === true && hasGoneWell(job)) || reader?.endsWell(job) === true,
    ...observing(file, asked, report),
    repeats: file.repeats,
    beatMs: file.beatMs,
    timeLimitMs: file.timeLimitMs,
  }
}

/** A ping is one whatever the rules say; then they read, then the reader, and a text that nobody reads is a line of the log. */
function readEvent(event: StreamEvent, byRules: ReadByRules, reader: Reader | null): readonly Reading[] {
  if (isPing(event)) return [{ type: 'ping' }]
  const said = byRules(event)
  if (said !== null && (said.length > 0 || reader === null)) return said
  const read = reader === null ? [] : readWith(reader, withJson(event))
  return read.length > 0 || said !== null ? read : readTextAsLog(event.data)
}

/** The address is made of the request's parts, so that further parameters can be added to it. */
function isAddressBuilt({ request }: ParsedKindFile): boolean {
  return request.url === undefined || /^https?:/.test(request.url)
}

function readerOf({ reader }: ParsedKindFile, readers: readonly Reader[], report: Report): Reader | null {
  if (reader === undefined) return null
  const found = readers.find(({ id }) => id === reader)
  if (found === undefined)
    report(
      ['reader'],
      `There is no reader ${quote(reader)}. Known: ${readers.map(({ id }) => id).join(', ') || 'none'}.`,
    )
  return found ?? null
}

function patternsOf(
  { urlPatterns, fields }: ParsedKindFile,
  { urlPatterns: own, needsServer }: CompiledRequest,
  report: Report,
): readonly string[] {
  const names = new Set(fields.map(({ name }) => name))
  for (const [i, pattern] of (urlPatterns ?? []).entries()) {
    const problem = needsServer
      ? patternProblem(pattern, names)
      : 'URL patterns go with a path on a server: a request with a url is at one place only.'
    if (problem !== null) report(['urlPatterns', i], problem)
  }
  return urlPatterns ?? own
}

function titleOf({ title, label, fields }: ParsedKindFile, report: Report): Kind['title'] {
  const names = new Set(fields.map(({ name }) => name))
  const [first] = fields
  const text = title ?? (first === undefined ? label : `${label} {{${first.name}}}`)
  const template = compileTemplate(text, names, ['title'], report)
  return (params) => oneLine(template.fill(params), longestTitle) || oneLine(label, longestTitle)
}

/** What the file does not say is a guess by the method, and a POST is taken to start work (law 4). */
function observing(
  { observes, fields }: ParsedKindFile,
  asked: CompiledRequest,
  report: Report,
): Pick<Kind, 'observes' | 'guesses'> {
  if (observes === undefined) return { observes: () => asked.observes, guesses: () => true }
  if (typeof observes === 'boolean') return { observes: () => observes }
  reportCondition(
    observes,
    ['observes'],
    fields.map(({ name }) => name),
    report,
  )
  const preset = fields.find(({ name }) => name === observes.field)?.default ?? ''
  const valueIn = (params: Params) =>
    Object.hasOwn(params, observes.field) ? (params[observes.field] ?? '') : preset
  return { observes: (params) => observes.in.includes(valueIn(params)) }
}
