// What the help of `runlight tap` says beyond its options.

export const tapHelp = `
The application is given the tap's address in place of its server's. Every request is passed on to the server, every answer
back to the application, as they are and while they flow; an answer that is a stream is a run of the log. Nothing is ever
asked by Runlight itself, nothing repeated, and credentials pass through without being kept.

--to is what the application would be given without Runlight, path included: with “--to https://api.openai.com/v1” the tap's
http://127.0.0.1:4319 stands for all of that, and /chat/completions goes to /v1/chat/completions.

With a program after --, the program is started with the tap's address in each variable that --env names, with this terminal
as its input and output; Runlight's own lines go to standard error. It ends when the program does.

Examples:
  runlight tap --to https://api.example.com
  runlight tap --to http://localhost:11434 --listen 127.0.0.1:4320 --json
  runlight tap --server staging --kind stories
  runlight tap --to https://api.openai.com/v1 --env OPENAI_BASE_URL -- python app.py

Exit codes:
  0  it was ended by Ctrl-C    2  it could not begin as it was given
  with a program: the program's own, 128 + n where signal n ended it, 127 or 126 where it could not be started`
