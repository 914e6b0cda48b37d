// The style sheet's colours as a canvas needs them: resolved for the theme of the moment. Reading the custom property itself
// was rejected: it is `light-dark(…)`, which no canvas knows.

import { useLayoutEffect, useState } from 'react'
import { useLive } from '../desk/desk-context.ts'
import { useMedia } from '../ui/use-media.ts'

const names = ['ink', 'ink-3', 'line', 'edge', 'accent', 'warn', 'ok'] as const
export type InkName = (typeof names)[number]
export type Inks = Readonly<Record<InkName, string>>

/** The colours now; null before the first layout. They are read anew when the theme changes. */
export function useInks(): Inks | null {
  const theme = useLive((state) => state.settings.theme)
  const dark = useMedia('(prefers-color-scheme: dark)')
  const forced = useMedia('(forced-colors: active)')
  const [inks, setInks] = useState<Inks | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is the reason to read again
  useLayoutEffect(() => {
    // The theme is written to the document by an effect of the frame, which runs after this one.
    const request = requestAnimationFrame(() => setInks(readInks()))
    return () => cancelAnimationFrame(request)
  }, [theme, dark, forced])
  return inks
}

function readInks(): Inks {
  const probe = document.createElement('span')
  document.body.append(probe)
  const read = (name: InkName) => {
    probe.style.color = `var(--color-${name})`
    return getComputedStyle(probe).color
  }
  const inks = Object.fromEntries(names.map((name) => [name, read(name)])) as Inks
  probe.remove()
  return inks
}
