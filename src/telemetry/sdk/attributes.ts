// The attributes of what is sent, by the semantic conventions where there are any (opentelemetry.io/docs/specs/semconv: HTTP,
// generative AI), else under `runlight.`.

import type { Attributes } from '@opentelemetry/api'
import { clip } from '../../core/basics/clip.ts'
import type { RunSummary, Usage } from '../../core/run/run.ts'

const longestName = 100

/** By which metrics are grouped: of these there are few. A run’s number is none of them. */
export type Group = { readonly kind: string; readonly server: string }

export function groupAttributes({ kind, server }: Group): Attributes {
  return { 'runlight.kind': kind, 'runlight.server': server }
}

/** Host and port of `url`, as HTTP’s conventions want them; nothing where it cannot be read. */
export function addressAttributes(url: string): Attributes {
  if (!URL.canParse(url)) return {}
  const { hostname, port, protocol } = new URL(url)
  const usual = protocol === 'https:' ? 443 : 80
  return { 'server.address': hostname, 'server.port': port === '' ? usual : Number(port) }
}

/** RFC 9110’s methods and PATCH; any other is `_OTHER`, as the conventions want it. */
export function methodOf(method: string): string {
  return /^(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|QUERY)$/.test(method) ? method : '_OTHER'
}

/** What was asked of a model is not known, but that it makes something; whose it is, by the dialect that was recognised, else the kind. */
export function modelAttributes({ job, kind }: Pick<RunSummary, 'job' | 'kind'>): Attributes {
  return { 'gen_ai.operation.name': 'generate_content', 'gen_ai.provider.name': job.reader?.id ?? kind }
}

/** What a model has used, on a span; of what its service calls things no more than a name’s length. */
export function usageAttributes(
  { input, output, model, finish }: Usage,
  clean: (text: string) => string,
): Attributes {
  const name = (text: string) => clip(clean(text), longestName)
  return {
    ...(input === null ? {} : { 'gen_ai.usage.input_tokens': input }),
    ...(output === null ? {} : { 'gen_ai.usage.output_tokens': output }),
    ...(model === null ? {} : { 'gen_ai.response.model': name(model) }),
    ...(finish === null ? {} : { 'gen_ai.response.finish_reasons': [name(finish)] }),
  }
}
