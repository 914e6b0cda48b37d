// An alert that a collector and a person change at the same time, each by what they knew of it: what people say of it and what
// collectors find out are different parts, and nobody writes the other's.

import type { Alert } from '../../../../core/alerts/alert.ts'
import type { MemberRole } from '../../team-port.ts'

type Said = Pick<Alert, 'acknowledgedAt' | 'acknowledgedBy' | 'note'>

/** What is to be stored of `next`, which a member of this role has made of an alert that is `stored` by now. Pure. */
export function mergedAlert(stored: Alert, next: Alert, role: MemberRole): Alert {
  // A person may change the note; that somebody has seen it stays as it was said first.
  if (role === 'hub') return { ...stored, ...said(seenFirst(stored, next), next.note) }
  const { acknowledgedBy: _, ...found } = next
  return { ...found, ...said(seenFirst(stored, next), stored.note ?? next.note) }
}

function seenFirst(stored: Alert, next: Alert): Alert {
  return stored.acknowledgedAt === null ? next : stored
}

function said({ acknowledgedAt, acknowledgedBy }: Said, note: string | null): Said {
  return acknowledgedBy === undefined ? { acknowledgedAt, note } : { acknowledgedAt, acknowledgedBy, note }
}
