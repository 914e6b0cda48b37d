// A request of a model API as a chat: the last thing that its user says is the prompt, and the rest of the body its template.

import { field, isJsonObject, type JsonObject, parseJsonObject, sameJson } from '../../core/basics/json.ts'
import { strictPercentDecode } from '../../core/basics/percent.ts'
import type { Settings, StreamRequest } from '../../core/kind/kind.ts'
import { type Preset, presets } from './presets.ts'

type Found = { readonly prompt: string; readonly template: JsonObject }

const promptMark = '{{prompt}}'
const modelMark = '{{model}}'

/** The settings of the preset whose API `request` asks; null where it asks none of them for one prompt. */
export function settingsOf({ method, url, body }: StreamRequest): Settings | null {
  const parsed = method === 'POST' && body !== null ? parse(body) : null
  if (parsed === null) return null
  for (const [name, preset] of presets) {
    const place = placeOf(preset, url)
    const found = place === null ? null : promptIn(parsed)
    if (place === null || found === null) continue
    const inBody = field(parsed, 'model')
    const model = place.model ?? (typeof inBody === 'string' ? inBody : '')
    const template = typeof inBody === 'string' ? { ...found.template, model: modelMark } : found.template
    const isUsual = sameJson(template, JSON.parse(preset.body))
    const params = {
      preset: name,
      prompt: found.prompt,
      model,
      template: isUsual ? '' : JSON.stringify(template, null, 2),
      query: place.query,
    }
    return {
      baseUrl: place.baseUrl,
      params: Object.fromEntries(Object.entries(params).filter(([, value]) => value !== '')),
    }
  }
  return null
}

/** Null also where a number is too long to be written back as it was. */
function parse(text: string): JsonObject | null {
  const exact = parseJsonObject(text)
  if (exact === null) return null
  const value: unknown = JSON.parse(text)
  return isJsonObject(value) && sameJson(value, exact) ? value : null
}

type Place = { readonly baseUrl: string; readonly query: string; readonly model: string | null }

/** Where the path of `preset` stands in `url`, with the model in it; null where it does not end with it. */
function placeOf({ path, body }: Preset, url: string): Place | null {
  // Another API's path says nothing of what its body means.
  if (!URL.canParse(url) || (!body.includes('"role"') && !body.includes('"input"'))) return null
  const { origin, pathname, search } = new URL(url)
  const [wanted = '', fixed = ''] = path.split('?')
  const [before = '', after = ''] = wanted.split(modelMark)
  const at = wanted.includes(modelMark) ? pathname.lastIndexOf(before) : pathname.length - wanted.length
  if (at < 0 || !pathname.startsWith(before, at) || !pathname.endsWith(after)) return null
  const model = wanted.includes(modelMark)
    ? pathname.slice(at + before.length, pathname.length - after.length)
    : null
  if (model === '' || model?.includes('/')) return null
  const plainModel = model === null ? null : strictPercentDecode(model)
  if (model !== null && plainModel === null) return null
  if (!fixed.split('&').every((pair) => pair === '' || search.slice(1).split('&').includes(pair))) return null
  const query = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !fixed.split('&').includes(pair))
  return {
    baseUrl: `${origin}${pathname.slice(0, at)}`,
    query: query.join('&'),
    model: plainModel,
  }
}

/** The body with its prompt marked: in `messages` or `contents`, or as `input` itself. */
function promptIn(body: JsonObject): Found | null {
  const input = field(body, 'input')
  if (typeof input === 'string' && input !== '')
    return { prompt: input, template: { ...body, input: promptMark } }
  for (const name of ['messages', 'contents', 'input']) {
    const list = field(body, name)
    const found = Array.isArray(list) ? lastOfUser(list) : null
    if (found !== null) return { prompt: found.prompt, template: { ...body, [name]: found.list } }
  }
  return null
}

function lastOfUser(list: readonly unknown[]): { prompt: string; list: readonly unknown[] } | null {
  const at = list.findLastIndex((one) => isJsonObject(one) && (field(one, 'role') ?? 'user') === 'user')
  const message = list[at]
  if (!isJsonObject(message)) return null
  const name = field(message, 'parts') === undefined ? 'content' : 'parts'
  const content = field(message, name)
  if (typeof content === 'string' && content !== '')
    return { prompt: content, list: list.with(at, { ...message, [name]: promptMark }) }
  const part: unknown = Array.isArray(content) && content.length === 1 ? content[0] : null
  const text = isJsonObject(part) ? field(part, 'text') : null
  if (!isJsonObject(part) || typeof text !== 'string' || text === '') return null
  return { prompt: text, list: list.with(at, { ...message, [name]: [{ ...part, text: promptMark }] }) }
}
