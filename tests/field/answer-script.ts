// An answer written down as text: status line and headers to the first empty line, then the body line by line. A line that
// begins with @ is an order to whoever plays it: `@sleep MS`, `@reset`, `@cut` (close in the middle of the chunked body),
// `@crlf` (lines end in CRLF from here), `@raw "TEXT"`, `@repeat N "TEXT"`, `@hold` (never end); in the head
// `@headwait MS` and `@lfhead` (its lines end in LF alone).

type Step =
  | { readonly do: 'head'; readonly text: string }
  | { readonly do: 'body'; readonly text: string; readonly times: number }
  | { readonly do: 'sleep'; readonly ms: number }
  | { readonly do: 'end' }
  | { readonly do: 'cut' }
  | { readonly do: 'reset' }
  | { readonly do: 'hold' }

export type AnswerScript = { readonly chunked: boolean; readonly steps: readonly Step[] }

/** Throws where an order is not known. */
export function parseAnswer(text: string): AnswerScript {
  const lines = text.replace(/\n$/, '').split('\n')
  const empty = lines.indexOf('')
  const head = lines.slice(0, empty)
  const steps: Step[] = []
  const headEnd = head.includes('@lfhead') ? '\n' : '\r\n'
  for (const line of head) {
    const wait = /^@headwait (\d+)$/.exec(line)?.[1]
    if (wait !== undefined) steps.push({ do: 'sleep', ms: Number(wait) })
    else if (line !== '@lfhead') steps.push({ do: 'head', text: line + headEnd })
  }
  steps.push({ do: 'head', text: headEnd })
  let lineEnd = '\n'
  for (const line of lines.slice(empty + 1)) {
    if (line === '@crlf') lineEnd = '\r\n'
    else steps.push(line.startsWith('@') ? order(line) : { do: 'body', text: line + lineEnd, times: 1 })
  }
  if (!steps.some((step) => ['cut', 'reset', 'hold'].includes(step.do))) steps.push({ do: 'end' })
  return { chunked: head.some((line) => /^transfer-encoding: *chunked/i.test(line)), steps }
}

function order(line: string): Step {
  const [, word, rest = ''] = /^@(\w+) ?(.*)$/.exec(line) ?? []
  switch (word) {
    case 'sleep':
      return { do: 'sleep', ms: Number(rest) }
    case 'raw':
      return { do: 'body', text: JSON.parse(rest), times: 1 }
    case 'repeat': {
      const [, times, text = '""'] = /^(\d+) (.*)$/.exec(rest) ?? []
      return { do: 'body', text: JSON.parse(text), times: Number(times) }
    }
    case 'cut':
    case 'reset':
    case 'hold':
      return { do: word }
    default:
      throw new Error(`An answer's script has no order “${line}”`)
  }
}
