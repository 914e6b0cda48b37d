// What the help of `token` and `access` says beyond their options.

export const tokenHelp = `
Whoever has the credentials of the database may use these: the first token with --role admin makes the first admin. Of a token
the log keeps a hash, so that it cannot be shown again.

Examples:
  runlight token create --name 'Anna, to begin with' --role admin --days 7
  runlight token create --name 'nightly report' --role viewer --space staging
  runlight token revoke 3`

export const accessHelp = `
Roles: a viewer sees, an operator also acts on runs, an admin also sets servers, people and the log up. A role is given in one
space of servers, or in the whole team, which are all spaces.

Examples:
  runlight access people
  runlight access grant --group ops --role operator --space staging
  runlight access grant --person 4 --role viewer
  runlight access audit --what sign-in --csv > sign-ins.csv`
