// What the help of the commands about shared logs says beyond their options.

export const logMigrateHelp = `
The database must be there; PostgreSQL 15 or later. Nothing but this command ever makes or changes tables. It may run while
collectors and hubs work: what an older Runlight does not know is only added, so that they can be updated one by one
afterwards. It also makes the database roles runlight_collector and runlight_hub, which you grant to the users that
collectors and hubs connect as, where its own user may do so.

Leave the password out of an address where others can see your commands: put the address into RUNLIGHT_LOG. PGPASSWORD and
~/.pgpass are read, too.

Examples:
  runlight log migrate postgres://runlight@db.example:5432/runlight
  psql -c "CREATE ROLE anna LOGIN PASSWORD '…' IN ROLE runlight_collector" postgres://…`

export const logCopyHelp = `
Runs are copied with all that is stored of them, servers without their credentials, and the alerts of the runs; settings and
rules stay. Events are read back and compared before a run is there under its name. It can be started as often as you like:
what is there is passed over, and what was interrupted is gone on with. A directory that Runlight has open is refused: close
it first. Collectors of a shared log may go on: a run that one of them watches is left and named, and the command ends
with 1; copy once more when it rests. A run that was to be watched and that no collector has comes as stopped.

Examples:
  runlight log copy --from ~/.local/share/runlight --to postgres://runlight@db.example/runlight
  runlight log copy --from postgres://runlight@db.example/runlight --to ./out-of-the-team`
