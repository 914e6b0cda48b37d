// Finds the few alerts of which something is still to come, among all that there ever were: news of them that waits to be sent,
// or, where someone has acknowledged what lasts, that it is over.

/** In JSON as it is stored no text can hold these: its quotes are escaped. */
export const isUnsettled = `(instr(alert, '"state":"waiting"') > 0
  OR (instr(alert, '"lasting":true') > 0 AND instr(alert, '"resolvedAt":null') > 0))`

export const sql = `
CREATE INDEX alerts_unsettled ON alerts (id) WHERE ${isUnsettled};
`
