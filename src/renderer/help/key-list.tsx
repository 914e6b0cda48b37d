// The keys, searched by what they do or by what is pressed.

import { type ReactElement, useState } from 'react'
import { modKey } from '../desk/hint.ts'
import { findKeys } from '../desk/keys.ts'
import { Input } from '../ui/input.tsx'
import { Kbd } from '../ui/kbd.tsx'

/** The field and the keys that fit it. */
export function KeyList(): ReactElement {
  const [text, setText] = useState('')
  const sections = findKeys(text, modKey(navigator.platform))
  return (
    <div className="flex flex-col gap-4">
      <Input
        aria-label="Search the keys"
        placeholder="Search the keys: by what they do, or by what is pressed"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p aria-live="polite" className={sections.length === 0 ? 'text-ink-3' : 'sr-only'}>
        {sections.length === 0 ? `No key fits “${text.trim()}”.` : ''}
      </p>
      <div className="grid gap-x-10 gap-y-6 @min-[560px]/text:grid-cols-2">
        {sections.map(({ title, lines }) => (
          <section key={title}>
            <h4 className="mb-1.5 font-medium text-ink-3 text-tiny">{title}</h4>
            <dl className="flex flex-col gap-1.5">
              {lines.map(({ keys, words }) => (
                <div key={words} className="flex items-center justify-between gap-4">
                  <dt className="text-ink-2">{words}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  )
}
