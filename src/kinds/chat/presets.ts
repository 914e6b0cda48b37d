// How the model APIs are asked for a streamed answer. Each preset is one API's path, headers and body as its reference has
// them; `{{prompt}}` and `{{model}}` stand for what a person gave. The key is no part of a preset: it goes into a header of
// the server or of the run, where secrets are kept, and the preset's help says into which.

export type Preset = {
  readonly label: string
  readonly help: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const json = { 'content-type': 'application/json' }
const messages = '"messages": [{"role": "user", "content": "{{prompt}}"}]'

/** By the value of the parameter `preset`. A chat by GET is none: it has no body. */
export const presets: ReadonlyMap<string, Preset> = new Map([
  [
    'openai',
    {
      // OpenAI API reference, “Create chat completion”: platform.openai.com/docs/api-reference/chat/create. Groq, vLLM,
      // llama.cpp, LiteLLM, OpenRouter and others answer the same request.
      label: 'OpenAI-compatible: Chat Completions',
      help: 'POST /v1/chat/completions. The key is a bearer token of the server, or a header Authorization of the run.',
      path: '/v1/chat/completions',
      headers: json,
      body: `{"model": "{{model}}", "stream": true, "stream_options": {"include_usage": true}, ${messages}}`,
    },
  ],
  [
    'responses',
    {
      // OpenAI API reference, “Create a model response”: platform.openai.com/docs/api-reference/responses/create.
      label: 'OpenAI: Responses',
      help: 'POST /v1/responses. The key is a bearer token of the server, or a header Authorization of the run.',
      path: '/v1/responses',
      headers: json,
      body: '{"model": "{{model}}", "stream": true, "input": "{{prompt}}"}',
    },
  ],
  [
    'anthropic',
    {
      // Anthropic API reference, “Create a Message” and “Versions”: docs.anthropic.com/en/api/messages. `max_tokens` is required.
      label: 'Anthropic: Messages',
      help: 'POST /v1/messages. The key is a header x-api-key, of the server or of the run.',
      path: '/v1/messages',
      headers: { ...json, 'anthropic-version': '2023-06-01' },
      body: `{"model": "{{model}}", "max_tokens": 4096, "stream": true, ${messages}}`,
    },
  ],
  [
    'gemini',
    {
      // Gemini API reference, “models.streamGenerateContent”: ai.google.dev/api/generate-content. Without `alt=sse` it answers
      // with one JSON array.
      label: 'Google: Gemini',
      help: 'POST …:streamGenerateContent?alt=sse. The key is a header x-goog-api-key, of the server or of the run.',
      path: '/v1beta/models/{{model}}:streamGenerateContent?alt=sse',
      headers: json,
      body: '{"contents": [{"role": "user", "parts": [{"text": "{{prompt}}"}]}]}',
    },
  ],
  [
    'ollama',
    {
      // Ollama's docs/api.md, “Generate a chat completion”: it streams lines of JSON (application/x-ndjson).
      label: 'Ollama',
      help: 'POST /api/chat. On your own computer it is http://localhost:11434 and needs no key.',
      path: '/api/chat',
      headers: { ...json, accept: 'application/x-ndjson' },
      body: `{"model": "{{model}}", "stream": true, ${messages}}`,
    },
  ],
  [
    'custom',
    {
      label: 'Another API, by POST',
      help: 'The path and the JSON body are those under More settings; a key is a header of the server or of the run.',
      path: '/chat',
      headers: json,
      body: '{"prompt": "{{prompt}}"}',
    },
  ],
])

/** The value of `preset` for a chat that is asked for by GET. */
export const byGet = 'get'
