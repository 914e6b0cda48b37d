// The tap's one door: what hosts hand to the engine.

import type { TapPort } from '../engine/index.ts'
import { openThread } from './thread/open-thread.ts'

/** Gates that run each in a thread of their own: nothing that this thread does holds a client up. */
export const createTap = (): TapPort => openThread
