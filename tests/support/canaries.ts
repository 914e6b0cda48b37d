// The secrets that the canary tests plant: what they are called, and the runs and the file that carry them.

import type { Input } from '../../src/core/contract/contract.ts'

/** Every canary's name says where it was planted. */
export const plants = [
  'server-bearer',
  'server-cookie',
  'server-header',
  'run-authorization',
  'run-own-header',
  'field-header',
  'query-api-key',
  'query-token',
  'query-camel-case',
  'query-pass',
  'query-passphrase',
  'query-bearer',
  'query-sid',
  'query-code',
  'query-hmac',
  'query-ticket',
  'query-access-key-id',
  'query-inside-a-url',
  'fragment',
  'lone-fragment',
  'path-key',
  'path-behind-a-name',
  'path-webhook',
  'url-userinfo',
  'base-url-userinfo',
  'proxy-userinfo',
  'body-json',
  'body-json-nested',
  'body-form',
  'form-fields',
  'path-query',
  'prompt-path-query',
  'refused-header',
  'tested-server',
  'tested-bad-secret',
  'redirect-query',
  'redirect-userinfo',
  'redirect-path',
  'link-header',
  'set-cookie',
  'file-query',
  'file-path',
  'title-word',
  'event-data',
  'outcome-reason',
] as const
export type Plant = (typeof plants)[number]
export const canary = (plant: Plant) => `cnry0${plant.replaceAll('-', 'Z')}9kX`
/** Kept where it was received or typed, and in nothing that is handed on. */
export const words: readonly Plant[] = ['title-word', 'event-data', 'outcome-reason']

/** What a browser's tools saved of a stream that was asked for with secrets in its address. */
export function recorded(): string {
  const url = `https://h.example/sk-${canary('file-path')}/s?ticket=${canary('file-query')}`
  const content = { mimeType: 'text/event-stream', text: 'data: a\n\n' }
  const response = { status: 200, headers: [], content }
  const entry = { startedDateTime: '2026-11-28T10:00:00Z', request: { method: 'GET', url }, response }
  return JSON.stringify({ log: { entries: [entry] } })
}

type Planted = Partial<Input<'runs.add'>> & Pick<Input<'runs.add'>, 'kind' | 'params'>

/** Runs whose own parameters and headers hold them, asked of `url`. */
export function plantedRuns(url: string): readonly Planted[] {
  return [
    {
      kind: 'plain',
      params: {
        url: `${url}/s?api_key=${canary('query-api-key')}&token=${canary('query-token')}&clientSecret=${canary('query-camel-case')}#access_token=${canary('fragment')}`,
        headers: `X-Mine: ${canary('field-header')}`,
      },
      headers: `Authorization: Bearer ${canary('run-authorization')}\nX-Zone: ${canary('run-own-header')}`,
    },
    {
      kind: 'plain',
      params: {
        url: `${url}/s?pass=${canary('query-pass')}&passphrase=${canary('query-passphrase')}&bearer=${canary('query-bearer')}&sid=${canary('query-sid')}&code=${canary('query-code')}&hmac=${canary('query-hmac')}&ticket=${canary('query-ticket')}&accessKeyId=${canary('query-access-key-id')}&next=${encodeURIComponent(`https://h.example/?token=${canary('query-inside-a-url')}`)}&page=2`,
      },
    },
    { kind: 'plain', params: { url: `${url}/s#access_token=${canary('lone-fragment')}` } },
    {
      kind: 'plain',
      params: {
        url: `${url}/sk-${canary('path-key')}/token/${canary('path-behind-a-name')}/services/T01AB/B02CD/${canary('path-webhook')}`,
      },
    },
    {
      kind: 'plain',
      params: {
        url: `${url}/json`,
        method: 'POST',
        body: `{"secret":{"value":"${canary('body-json-nested')}"}}`,
      },
    },
    {
      kind: 'plain',
      params: { url: `${url}/redirects` },
      headers: `Authorization: Bearer ${canary('run-authorization')}`,
    },
    {
      kind: 'plain',
      params: {
        url: `${url}/json`,
        method: 'POST',
        body: `{"user":"me","password":"${canary('body-json')}"}`,
      },
    },
    {
      kind: 'plain',
      params: { url: `${url}/form`, method: 'POST', body: `user=me&client_secret=${canary('body-form')}` },
    },
    {
      kind: 'learning-paths',
      baseUrl: url,
      params: { topic: 'Rust', fields: `level=high\napi_key=${canary('form-fields')}` },
    },
    {
      kind: 'processes',
      baseUrl: url,
      params: { path: `/p?access_token=${canary('path-query')}` },
    },
    {
      kind: 'chat',
      baseUrl: url,
      params: { prompt: 'hello', path: `/c?api_key=${canary('prompt-path-query')}` },
    },
  ]
}
