// A model's answer as Anthropic's API streams it: reasoning, three calls of tools of which one fails, an answer, its tokens.

import type { Step } from '../engine/record.ts'

const thought = [
  'The question is about the tide at Brest next Saturday. I need the tide table of the port, and the date of the next spring tide. ',
  'The table will give heights in metres above chart datum; the person asked in plain words, so I should say what that means for a walk on the beach. ',
  'First I look for the table. If the harbour’s own page does not answer, the hydrographic service has the same figures. ',
  'Then I compute how long the causeway stays dry: it lies at 2.4 m, so it is the time between the two moments at which the water stands that high.',
]
const answer =
  'On Saturday the sea is lowest at Brest at 12:41, 0.9 m above chart datum: a spring tide, two days after the new moon. The causeway lies at 2.4 m and is dry from about 10:20 to 15:05. Be back on the shore by half past two, for the water comes in faster than people walk once it has turned.'

const event = (after: number, data: { readonly type: string; readonly [key: string]: unknown }): Step => ({
  after,
  name: data.type,
  data: JSON.stringify(data),
})
const delta = (after: number, index: number, part: object): Step =>
  event(after, { type: 'content_block_delta', index, delta: part })
const stop = (after: number, index: number): Step => event(after, { type: 'content_block_stop', index })

function call(index: number, name: string, args: object): readonly Step[] {
  const json = JSON.stringify(args)
  const id = `mcptoolu_0${index}`
  const pieces = json.match(/.{1,12}/gs) ?? []
  return [
    event(180, {
      type: 'content_block_start',
      index,
      content_block: { type: 'mcp_tool_use', id, name, input: {} },
    }),
    ...pieces.map((partial_json) => delta(60, index, { type: 'input_json_delta', partial_json })),
    stop(20, index),
  ]
}

const result = (after: number, index: number, of: number, more: object): readonly Step[] => [
  event(after, {
    type: 'content_block_start',
    index,
    content_block: { type: 'mcp_tool_result', tool_use_id: `mcptoolu_0${of}`, ...more },
  }),
  stop(4, index),
]

/** A message up to some point of its way. `lost`: amid the arguments of its last call. */
export function modelSteps(until: 'thinking' | 'tools' | 'done' | 'overloaded' | 'lost'): readonly Step[] {
  const begun = [
    event(620, {
      type: 'message_start',
      message: {
        id: 'msg_01',
        role: 'assistant',
        model: 'claude-sonnet-4-5',
        content: [],
        usage: { input_tokens: 1_407, cache_read_input_tokens: 1_024, output_tokens: 3 },
      },
    }),
    event(10, { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } }),
    ...(thought
      .join('')
      .match(/.{1,24}/gs)
      ?.map((thinking) => delta(130, 0, { type: 'thinking_delta', thinking })) ?? []),
  ]
  if (until === 'thinking') return begun
  const tools = [
    ...begun,
    stop(20, 0),
    ...call(1, 'web_search', { query: 'tide table Brest Saturday', language: 'fr', limit: 5 }),
    ...result(1_840, 2, 1, {
      content: [
        { title: 'Horaires de marée, Brest', url: 'https://tides.example.org/brest', coefficient: 102 },
        { title: 'Port de Brest: annuaire', url: 'https://port.example.org/annuaire', coefficient: null },
      ],
    }),
    ...call(3, 'fetch_page', { url: 'https://port.example.org/annuaire' }),
    ...result(2_600, 4, 3, {
      is_error: true,
      content: '504 Gateway Timeout: port.example.org did not answer within 2.5 s',
    }),
    ...call(5, 'run_python', { code: 'dry(level=2.4, table=brest)', timeout_s: 30, packages: ['numpy'] }),
  ]
  if (until === 'lost') return tools.slice(0, -3)
  if (until === 'tools') return tools
  const written = [
    ...tools,
    ...result(3_900, 6, 5, { content: '{"from":"10:20","to":"15:05","minutes":285}' }),
    event(210, { type: 'content_block_start', index: 7, content_block: { type: 'text', text: '' } }),
    ...(answer.match(/\S+\s*/g) ?? []).map((text) => delta(46, 7, { type: 'text_delta', text })),
  ]
  if (until === 'overloaded')
    return [
      ...written.slice(0, -30),
      event(400, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
    ]
  return [
    ...written,
    stop(10, 7),
    event(30, {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 412 },
    }),
    event(2, { type: 'message_stop' }),
  ]
}
