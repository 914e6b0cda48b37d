// What a run has of alerts is found by the run: for one that is removed, or handed over.

export const sql = `
CREATE INDEX standings_by_run ON runlight.standings (run);
CREATE INDEX alerts_of_run ON runlight.alerts (run);
`
