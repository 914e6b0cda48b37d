// The project's own conformance table (HTML standard, 9.2): what every client must read in a stream, said as one stream
// and the events it makes. It goes with the checkout, so that conformance is tested wherever the tests run.

export type OwnCase = {
  readonly name: string
  readonly stream: string | Uint8Array
  /** Name, data and the event's own id. */
  readonly events: readonly (readonly [string, string, (string | null)?])[]
  readonly bareIds?: readonly string[]
  readonly retry?: readonly number[]
  readonly comments?: number
  /** What the standard's parser says nothing of. */
  readonly passedOver?: {
    readonly odd?: number
    readonly firstOdd?: string
    readonly dataless?: number
    readonly firstDataless?: string
    readonly rest?: { readonly bytes: number; readonly dataLines: number; readonly first: string } | null
  }
}

const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))),
  )
const bom = [0xef, 0xbb, 0xbf]

export const ownCases: readonly OwnCase[] = [
  { name: 'an empty stream makes nothing', stream: '', events: [] },
  {
    name: 'a block without a blank line after it is dropped',
    stream: 'data: kept\n\ndata: lost',
    events: [['message', 'kept']],
  },
  {
    name: 'LF, CR and CRLF all end lines',
    stream: 'data: a\r\rdata: b\n\ndata: c\r\n\r\n',
    events: [
      ['message', 'a'],
      ['message', 'b'],
      ['message', 'c'],
    ],
  },
  {
    name: 'CRLF is one line end, so a blank line needs two',
    stream: 'data: a\r\ndata: b\r\n\r\n',
    events: [['message', 'a\nb']],
  },
  {
    name: 'LF CR is two line ends',
    stream: 'data: a\n\rdata: b\n\r',
    events: [
      ['message', 'a'],
      ['message', 'b'],
    ],
  },
  {
    name: 'one space after the colon is taken off, and only one',
    stream: 'data:  two\ndata:\tone\n\n',
    events: [['message', ' two\n\tone']],
  },
  {
    name: 'several data lines join with line feeds',
    stream: 'data: 1\ndata\ndata:\ndata: 4\n\n',
    events: [['message', '1\n\n\n4']],
  },
  { name: 'an empty data line makes an empty event', stream: 'data\n\n', events: [['message', '']] },
  {
    name: 'a block without data makes none',
    stream: 'event: x\n\nid: 1\n\n: c\n\n',
    events: [],
    bareIds: ['1'],
    comments: 1,
  },
  {
    name: 'the event name holds for its block only',
    stream: 'event: a\ndata: 1\n\ndata: 2\n\n',
    events: [
      ['a', '1'],
      ['message', '2'],
    ],
  },
  {
    name: 'the last event line of a block wins; an empty one is message',
    stream: 'event: a\nevent: b\ndata: 1\n\nevent: a\nevent:\ndata: 2\n\n',
    events: [
      ['b', '1'],
      ['message', '2'],
    ],
  },
  {
    name: 'names that a client uses itself are only names',
    stream:
      'event: error\ndata: 1\n\nevent: open\ndata: 2\n\nevent: message\ndata: 3\n\nevent: close\ndata: 4\n\n',
    events: [
      ['error', '1'],
      ['open', '2'],
      ['message', '3'],
      ['close', '4'],
    ],
  },
  {
    name: 'names of the object prototype are only names',
    stream: 'event: __proto__\ndata: 1\n\nevent: constructor\ndata: 2\n\nevent: toString\ndata: 3\n\n',
    events: [
      ['__proto__', '1'],
      ['constructor', '2'],
      ['toString', '3'],
    ],
  },
  {
    name: 'an id is the event’s own, and an event without one has none',
    stream: 'id: 7\ndata: a\n\ndata: b\n\n',
    events: [
      ['message', 'a', '7'],
      ['message', 'b', null],
    ],
  },
  {
    name: 'an empty id is an id',
    stream: 'id\ndata: a\n\nid:\ndata: b\n\n',
    events: [
      ['message', 'a', ''],
      ['message', 'b', ''],
    ],
  },
  { name: 'an id with NUL is no id', stream: 'id: 1\u00002\ndata: a\n\n', events: [['message', 'a', null]] },
  {
    name: 'an id with NUL leaves the one before it in the block',
    stream: 'id: 1\nid: 2\u0000\ndata: a\n\n',
    events: [['message', 'a', '1']],
  },
  {
    name: 'an id of spaces, of controls and of other scripts is kept as it is',
    stream: 'id:   \ndata: a\n\nid: \u0001\u007f\ndata: b\n\nid: …é漢\ndata: c\n\n',
    events: [
      ['message', 'a', '  '],
      ['message', 'b', '\u0001\u007f'],
      ['message', 'c', '…é漢'],
    ],
  },
  {
    name: 'ids of blocks without data come in their order',
    stream: 'id: 1\n\ndata: a\n\nid: 2\n\n',
    events: [['message', 'a', null]],
    bareIds: ['1', '2'],
  },
  {
    name: 'retry takes ASCII digits and nothing else',
    stream: 'retry: 10\nretry: 1e3\nretry: -1\nretry: ١٢\nretry: 1 \nretry:\nretry: 0042\n\n',
    events: [],
    retry: [10, 42],
  },
  {
    name: 'a retry field counts as soon as its line is whole',
    stream: 'retry: 99\n',
    events: [],
    retry: [99],
  },
  {
    name: 'field names are told by every letter',
    stream: 'Data: 1\n data: 2\ndatas: 3\ndata : 4\ndata: 5\n\n',
    events: [['message', '5']],
  },
  {
    name: 'comments are counted and make nothing',
    stream: ':\n: keepalive\n\ndata: a\n:b\n\n',
    events: [['message', 'a']],
    comments: 3,
  },
  {
    name: 'a line of nothing but a field name of another field is passed over',
    stream: 'foo\nbar: baz\ndata: x\n\n',
    events: [['message', 'x']],
  },
  {
    name: 'data keeps NUL, tabs, zero-width and bidi marks',
    stream: 'data: \u0000\t\u200b\u202e\n\n',
    events: [['message', '\u0000\t\u200b\u202e']],
  },
  { name: 'one BOM at the start is dropped', stream: bytes(bom, 'data: a\n\n'), events: [['message', 'a']] },
  {
    name: 'of two BOMs, one is dropped',
    stream: bytes(bom, bom, 'data: a\n\ndata: b\n\n'),
    events: [['message', 'b']],
  },
  {
    name: 'of three BOMs, one is dropped',
    stream: bytes(bom, bom, bom, 'data: a\n\ndata: b\n\n'),
    events: [['message', 'b']],
  },
  {
    name: 'a BOM after the start is text',
    stream: bytes('data: a\n\n', bom, 'data: b\n\ndata: ', bom, 'c\n\n'),
    events: [
      ['message', 'a'],
      ['message', '\ufeffc'],
    ],
  },
  {
    name: 'half a BOM at the start is text that is no UTF-8',
    stream: bytes([0xef, 0xbb], 'data: a\n\ndata: b\n\n'),
    events: [['message', 'b']],
  },
  {
    name: 'bytes that are no UTF-8 become U+FFFD',
    stream: bytes('data: ', [0xff, 0xc3], '\n\ndata: ', [0xed, 0xa0, 0x80], '\n\n'),
    events: [
      ['message', '\ufffd\ufffd'],
      ['message', '\ufffd\ufffd\ufffd'],
    ],
  },
  {
    name: 'characters of two, three and four bytes pass',
    stream: 'data: é漢🦊\n\n',
    events: [['message', 'é漢🦊']],
  },
  {
    name: 'lines that are no field are counted, and the first one is kept',
    stream: 'data: Traceback\n  File "job.py"\nZeroDivisionError\n\nevent: done\ndata\n\n',
    events: [
      ['message', 'Traceback'],
      ['done', ''],
    ],
    passedOver: { odd: 2, firstOdd: '  File "job.py"', dataless: 0, rest: null },
  },
  {
    name: 'carriage returns inside a line of data make lines of their own',
    stream: 'data: Loading\r 10%|#\r 90%|##\r100%|###\n\n',
    events: [['message', 'Loading']],
    passedOver: { odd: 3, firstOdd: ' 10%|#' },
  },
  {
    name: 'fields in capitals, values that the standard refuses and an id with NUL are passed over, and counted',
    stream: 'Data: x\nretry: soon\nid: 1\u0000\n\n',
    events: [],
    passedOver: { odd: 3, firstOdd: 'Data: x', rest: null },
  },
  {
    name: 'a page in the middle of a stream is counted, its last line too',
    stream: 'data: a\n\n<html>\n<body>\n</html>',
    events: [['message', 'a']],
    passedOver: { odd: 3, firstOdd: '<html>', rest: null },
  },
  {
    name: 'an event with a name and without data is counted; an id alone is not',
    stream: 'event: complete\n\nid: 7\n\nevent: complete\nid: 8\n\n',
    events: [],
    bareIds: ['7', '8'],
    passedOver: { dataless: 2, firstDataless: 'complete', odd: 0, rest: null },
  },
  {
    name: 'an event that is cut off before its blank line is measured',
    stream: 'data: ok\n\ndata: [DONE]\n',
    events: [['message', 'ok']],
    passedOver: { rest: { bytes: 13, dataLines: 1, first: 'data: [DONE]' }, odd: 0 },
  },
  {
    name: 'an event that is cut off inside a line, or a field’s name, is measured too',
    stream: 'event: x\r\ndata: half\r\nda',
    events: [],
    passedOver: { rest: { bytes: 'event: x\ndata: half\nda'.length, dataLines: 1, first: 'event: x' } },
  },
  {
    name: 'comments and lines that are no field are no part of the event that they stand in',
    stream: ': a comment\ndata: a\n: another\nodd\n: half a comm',
    events: [],
    comments: 2,
    passedOver: { odd: 1, rest: { bytes: 8, dataLines: 1, first: 'data: a' } },
  },
  {
    name: 'a long line that is no field is kept to its beginning',
    stream: `${'é'.repeat(5_000)}\n\n`,
    events: [],
    passedOver: { odd: 1, firstOdd: `${'é'.repeat(199)}…` },
  },
]
