// The arithmetic of the divider between two panes: which share of the width the first may have. Pure.

export type Bounds = { readonly min: number; readonly max: number }

/** The least widths (px) at which neither pane cuts anything off. */
const leastFirst = 340
const leastSecond = 420

/** The share of the first pane until a person moves the divider. */
export const defaultShare = 0.42

/** Whether two panes do not fit beside each other into `width` px; not before the width is known. */
export function isNarrow(width: number): boolean {
  return width > 0 && width < leastFirst + leastSecond + 40
}

/** The smallest and the largest share of `width` px. */
export function boundsOf(width: number): Bounds {
  if (width === 0 || isNarrow(width)) return { min: 0, max: 1 }
  return { min: leastFirst / width, max: 1 - leastSecond / width }
}

/** `share` within `bounds`. */
export function shareIn({ min, max }: Bounds, share: number): number {
  return Math.min(max, Math.max(min, share))
}

/** The share after a key on the divider; null where the key means nothing to it. */
export function shareAfterKey(key: string, share: number, bounds: Bounds): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return shareIn(bounds, share - 0.02)
    case 'ArrowRight':
    case 'ArrowDown':
      return shareIn(bounds, share + 0.02)
    case 'Home':
      return bounds.min
    case 'End':
      return bounds.max
    default:
      return null
  }
}
