// How the acts on several runs look: their icons, and the keys that do them.

import {
  AlarmClock,
  Ban,
  Check,
  FileUp,
  GitCompareArrows,
  type LucideIcon,
  Pin,
  PinOff,
  Tag,
  Trash2,
} from 'lucide-react'
import { hintOf } from '../desk/keys.ts'
import type { ShortcutId } from '../desk/shortcuts.ts'
import type { Act, ActId } from './acts.ts'

const icons: Readonly<Record<ActId, LucideIcon>> = {
  stop: Ban,
  seen: Check,
  snooze: AlarmClock,
  tag: Tag,
  pin: Pin,
  export: FileUp,
  compare: GitCompareArrows,
  remove: Trash2,
}

export function iconOf({ id, back }: Act): LucideIcon {
  return id === 'pin' && back ? PinOff : icons[id]
}

const shortcuts: Readonly<Record<Exclude<ActId, 'export'>, ShortcutId<'selected'>>> = {
  stop: 'stop-selected',
  seen: 'selected-seen',
  snooze: 'snooze-selected',
  tag: 'tag-selected',
  pin: 'pin-selected',
  compare: 'compare-selected',
  remove: 'remove-selected',
}

/** The key of an act as a hint shows it; undefined for an act without one. */
export function keysOf(id: ActId): string | undefined {
  return id === 'export' ? undefined : hintOf(shortcuts[id])
}
