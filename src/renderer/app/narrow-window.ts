/** The media query of a window in which the sidebar opens over the rest. */
export const narrowWindow = '(max-width: 899.98px)'
