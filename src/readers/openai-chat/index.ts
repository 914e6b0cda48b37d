// OpenAI chat completions, as OpenAI streams them (API reference, “Chat completions: streaming”) and as those do who speak
// it too: Azure OpenAI, vLLM, SGLang, llama.cpp's /v1, LiteLLM, DeepSeek, Groq, Mistral and OpenRouter (“Streaming”, “Errors
// and debugging” at openrouter.ai/docs). Older text completions have the same frame.

import { field } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { objectIn, objectsIn } from '../../core/reader/say.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'openai-chat',
  label: 'OpenAI chat completions',
  source: 'https://platform.openai.com/docs/api-reference/chat-streaming',
  choice: 'auto',
  recognises,
  read,
  // Not every server sends `[DONE]`; one that gave its reason to finish has said all but the tokens.
  endsWell: ({ usage }) => usage !== undefined && usage.finish !== null,
}

/** An error alone is not recognised: other dialects have the same. */
function recognises({ json }: DialectEvent): boolean {
  if (json === null || !Array.isArray(field(json, 'choices'))) return false
  const object = field(json, 'object')
  if (object === 'chat.completion.chunk' || object === 'text_completion') return true
  // Azure's first event has no choice; some servers leave out what the object is.
  if (Array.isArray(field(json, 'prompt_filter_results'))) return true
  return objectsIn(json, 'choices').some((choice) => objectIn(choice, 'delta') !== null)
}
