// The client of a tap that is put to the proof: reads streams and prints one line of JSON for each event that it has, and for how
// each stream ended. Arguments: the base URL, then for each stream its path and the id to resume after (0: none).

const [, , base = '', ...streams] = process.argv
const say = (line: unknown) => void process.stdout.write(`${JSON.stringify(line)}\n`)

async function read(path: string, after: string): Promise<void> {
  try {
    const answer = await fetch(`${base}${path}`, {
      headers: { 'user-agent': 'proof/1', ...(after === '0' ? {} : { 'last-event-id': after }) },
    })
    say({ head: path, status: answer.status, run: answer.headers.get('x-runlight-run') })
    let rest = ''
    for await (const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) say({ had: path, n: Number(/^id: (\d+)/.exec(block)?.[1]) })
    }
    say({ end: path, how: 'good' })
  } catch (thrown) {
    say({ end: path, how: 'broken', why: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}

const pairs = streams.flatMap((path, i) => (i % 2 === 0 ? [[path, streams[i + 1] ?? '0'] as const] : []))
await Promise.all(pairs.map(([path, after]) => read(path, after)))
say({ ended: true })

export {}
