// MCP over streamable HTTP: JSON-RPC 2.0 messages on the stream that answers one request: notifications about it, in older
// versions requests of the server's own, and at last its response (Model Context Protocol specification 2026-07-28, “Streamable
// HTTP”, “Progress”, “Logging”, “Tools”, “Multi Round-Trip Requests”; 2025-11-25, “Transports” and “Tasks”).

import { field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { objectIn, objectsIn, wordIn } from '../../core/reader/say.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'mcp',
  label: 'MCP',
  source: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http',
  choice: 'auto',
  recognises: ({ name, json }: DialectEvent) =>
    name === 'message' && json !== null && field(json, 'jsonrpc') === '2.0' && isOfMcp(json),
  read,
  // The response is the end; a stream that closes before it goes on elsewhere or was cut.
  endsWell: () => false,
}

const methods: ReadonlySet<string> = new Set([
  'sampling/createMessage',
  'elicitation/create',
  'roots/list',
  'notifications/progress',
  'notifications/message',
  'notifications/cancelled',
  'notifications/elicitation/complete',
  'notifications/tasks/status',
  'notifications/subscriptions/acknowledged',
  'notifications/tools/list_changed',
  'notifications/prompts/list_changed',
  'notifications/resources/list_changed',
  'notifications/resources/updated',
])
const contentTypes: ReadonlySet<unknown> = new Set(['text', 'image', 'audio', 'resource', 'resource_link'])

/** Others speak JSON-RPC too: by MCP's own methods, or a result that only MCP has. An error alone may be anybody's. */
function isOfMcp(json: JsonObject): boolean {
  const method = wordIn(json, 'method')
  if (method !== null) return methods.has(method)
  const result = objectIn(json, 'result')
  if (result === null) return false
  const content = field(result, 'content')
  const first: unknown = Array.isArray(content) ? content[0] : null
  return (
    isContent(first) ||
    offersIn(result) ||
    (typeof field(result, 'protocolVersion') === 'string' && objectIn(result, 'serverInfo') !== null) ||
    field(result, 'resultType') === 'input_required'
  )
}

function isContent(value: unknown): boolean {
  return isJsonObject(value) && contentTypes.has(field(value, 'type'))
}

/** Lists of what a server has, and what it has under one address or name, by the members that only MCP gives together. */
function offersIn(result: JsonObject): boolean {
  const [tool] = objectsIn(result, 'tools')
  const [resource] = objectsIn(result, 'resources')
  const [template] = objectsIn(result, 'resourceTemplates')
  const [part] = objectsIn(result, 'contents')
  const [message] = objectsIn(result, 'messages')
  return (
    (wordIn(tool, 'name') !== null && objectIn(tool, 'inputSchema') !== null) ||
    (wordIn(resource, 'uri') !== null && wordIn(resource, 'name') !== null) ||
    wordIn(template, 'uriTemplate') !== null ||
    (wordIn(part, 'uri') !== null && (wordIn(part, 'text') ?? wordIn(part, 'blob')) !== null) ||
    (wordIn(message, 'role') !== null && isContent(objectIn(message, 'content')))
  )
}
