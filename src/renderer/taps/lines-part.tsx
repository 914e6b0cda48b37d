// The lines that send an application's requests through the tap, ready to copy.

import { type ReactElement, useMemo, useState } from 'react'
import { CopyButton } from '../ui/copy-button.tsx'
import { Segments } from '../ui/segments.tsx'
import { readyLines } from './ready-lines.ts'
import { useCopied } from './use-copied.tsx'

const ways = {
  env: {
    words: 'Environment',
    help: 'For libraries that take their server’s address from there. Others have an option for it.',
  },
  curl: { words: 'curl', help: 'Add the path, headers and body that your server takes.' },
  nginx: {
    words: 'nginx',
    help: 'In place of the location that asks the server; put your own path where /api/ stands.',
  },
  vite: {
    words: 'Vite',
    help: 'In vite.config.js, for the development server; put your own path where /api/ stands.',
  },
} as const
type Way = keyof typeof ways
const inOrder: readonly Way[] = ['env', 'curl', 'nginx', 'vite']

/** The lines of the tap at `url`, which stands for the server at `to`. */
export function LinesPart({ url, to }: { readonly url: string; readonly to: string }): ReactElement {
  const [way, setWay] = useState<Way>('env')
  const { region, said } = useCopied()
  const lines = useMemo(() => readyLines(url, to), [url, to])
  const copyEach = way === 'env' ? lines.env.map(({ name, value }) => `${name}=${value}`) : [lines[way]]
  return (
    <section aria-label="Lines to copy">
      <Segments
        label="For"
        segments={inOrder.map((one) => ({
          words: ways[one].words,
          chosen: one === way,
          choose: () => setWay(one),
        }))}
      />
      <ul className="mt-2 overflow-hidden rounded-lg bg-raised ring-1 ring-line ring-inset">
        {copyEach.map((text) => (
          <li
            key={text}
            className="flex items-start gap-2 border-line border-t py-1 pr-1.5 pl-3.5 first:border-t-0"
          >
            <code className="selectable min-w-0 flex-1 whitespace-pre-wrap py-1 text-small leading-5! [overflow-wrap:anywhere]">
              {text}
            </code>
            <CopyButton
              text={text}
              label={way === 'env' ? `Copy ${text}` : `Copy the lines for ${ways[way].words}`}
              onCopied={() => said('Copied.')}
              className="size-7 shrink-0 justify-center rounded-md hover:bg-hover"
            />
          </li>
        ))}
      </ul>
      <p className="mt-1 min-h-4 text-ink-3 text-tiny">{ways[way].help}</p>
      {region}
    </section>
  )
}
