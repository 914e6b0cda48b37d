// The request of a chat: a GET with the prompt in its query, or the POST of a preset with the prompt in its body.

import type { Settings, StreamRequest } from '../../core/kind/kind.ts'
import { fillTemplate } from '../../core/kind/templates.ts'
import { buildUrl } from '../../core/kind/urls.ts'
import { presets } from './presets.ts'

const defaultPath = '/chat'
const defaultName = 'prompt'

/** The parameters have been checked. */
export function request({ baseUrl, params }: Settings): StreamRequest {
  const { prompt = '', model = '', query } = params
  const preset = presets.get(params.preset ?? '')
  if (preset === undefined) {
    const asked = { [params.promptName ?? defaultName]: prompt }
    const url = buildUrl(baseUrl, params.path ?? defaultPath, asked, query)
    return { method: 'GET', url, headers: {}, body: null }
  }
  // A model of Gemini's own list is named with the folder that its path has already.
  const named = encodeURIComponent(model.replace(/^models\//, '').toWellFormed())
  const path = (params.path ?? preset.path).replaceAll('{{model}}', () => named)
  const base = params.path === undefined ? withoutVersion(baseUrl, path) : baseUrl
  return {
    method: 'POST',
    url: buildUrl(base, path, {}, query),
    headers: preset.headers,
    body: fillTemplate(params.template ?? preset.body, { prompt, model }),
  }
}

/** SDKs are given a base URL that ends with the version, `…/v1`, with which the documented path begins. */
function withoutVersion(baseUrl: string, path: string): string {
  const version = `/${path.split('/')[1] ?? ''}`
  return baseUrl.endsWith(version) ? baseUrl.slice(0, -version.length) : baseUrl
}
