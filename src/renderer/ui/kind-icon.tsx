// The icon of a kind. Its shapes are loaded after the first frame: there are forty, of which a window shows seven.

import type { ReactElement } from 'react'
import { cx } from './cx.ts'
import type { KindIconProps } from './kind-shape.tsx'
import { lazyChunk, lazyPart } from './lazy-part.tsx'

/** The shapes, which the board needs with its first row. */
export const kindShapes = lazyChunk(() => import('./kind-shape.tsx'))

/** The icon named `name`, or the generic stream icon. Decorative: the kind's label stands beside it or in a title. */
export const KindIcon = lazyPart<typeof import('./kind-shape.tsx'), KindIconProps>(
  kindShapes,
  (module) => module.KindShape,
  { fallback: Room, frame: () => <Room name="" /> },
)

/** As large as the shape. */
function Room({ size = 15, className }: KindIconProps): ReactElement {
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size }}
      className={cx('block shrink-0', className)}
    />
  )
}
