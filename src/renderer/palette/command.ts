// What a command of the palette is.

import type { LucideIcon } from 'lucide-react'

export type Command = {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly icon: LucideIcon
  readonly keys?: string
  readonly run: () => void
}
