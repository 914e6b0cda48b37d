// Runlight's logo: a light running around its track. The same drawing as resources/icon.svg, without the tile.

import type { ReactElement } from 'react'

/** The logo at `size` px in the accent colour. Decorative: the name stands beside it. */
export function Logo({ size = 18 }: { readonly size?: number }): ReactElement {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 32 32"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="3.6"
      strokeLinecap="round"
      className="shrink-0 text-accent"
    >
      <path d="M16 27.5A11.5 11.5 0 0 1 6.04 10.25" opacity=".2" />
      <path d="M6.04 10.25A11.5 11.5 0 0 1 16 4.5" opacity=".5" />
      <path d="M16 4.5a11.5 11.5 0 0 1 9.96 5.75" />
      <circle cx="27" cy="18.6" r="3.4" fill="currentColor" stroke="none" />
      <circle cx="27" cy="18.6" r="4.9" strokeWidth="1" opacity=".35" />
    </svg>
  )
}
