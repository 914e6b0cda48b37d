// How long a query may be; apart from its parser, which an address of the window does not need.

/** UTF-16 units of a query. */
export const longestQuery = 10_000
