// The names by which keys of the window find the parts of the search.

/** The field in the top bar. */
export const searchId = 'search-runs'

/** The list of results. */
export const resultsId = 'search-results'
