// How the components of the first frame access what is there by then: one context, and hooks with narrow selectors, so that
// a component is drawn again only when what it selected has changed.

import { createContext, use } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { LiveState } from '../store/live-store.ts'
import type { ViewState } from '../store/view-store.ts'
import type { Frame } from './frame.ts'
import { type Preferences, preferencesOf } from './preferences.ts'

export const FrameContext = createContext<Frame | null>(null)

/** The frame of this window. Throws outside of it. */
export function useFrame(): Frame {
  const frame = use(FrameContext)
  if (frame === null) throw new Error('This component stands outside of the window.')
  return frame
}

/** Selects from what the engine reported; compared one level deep. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useFrame().live, useShallow(select))
}

/** Selects from what the person looks at; compared one level deep. */
export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useFrame().view, useShallow(select))
}

/** The preferences; draws its component again when one changes. */
export function usePreferences(): Preferences {
  return useLive(({ settings }) => preferencesOf(settings))
}
