// How the pages around signing in look: the colours and measures of the screens, light and dark at once.

export const pageStyle = `
:root {
  color-scheme: light dark;
  --frame: light-dark(#f4f5f7, #0b0d11);
  --surface: light-dark(#ffffff, #14161b);
  --line: light-dark(#1f293d1a, #eceffa18);
  --edge: light-dark(#1f293d52, #eceffa52);
  --ink: light-dark(#1b1e26, #ecedf0);
  --ink-2: light-dark(#474b57, #adb0b9);
  --accent: light-dark(#3a52d2, #93adff);
  --fill: light-dark(#3f57d8, #4a62d6);
  --bad: light-dark(#b4232a, #ff8f86);
  --bad-back: light-dark(#b4232a0f, #ff8f8614);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  min-height: 100dvh;
  display: grid;
  place-items: center;
  padding: 24px 16px;
  background: var(--frame);
  color: var(--ink);
  font: 15px/24px system-ui, "Segoe UI", sans-serif;
}
main {
  width: 100%;
  max-width: 400px;
  padding: 32px;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--surface);
  overflow-wrap: anywhere;
}
header { display: grid; gap: 16px; margin-bottom: 16px; }
h1 { margin: 0; font-size: 22px; line-height: 30px; font-weight: 600; letter-spacing: -0.01em; }
h2 { margin: 0; font-size: 15px; line-height: 24px; font-weight: 600; }
p { margin: 0 0 16px; color: var(--ink-2); }
strong { color: var(--ink); font-weight: 600; }
form { display: grid; gap: 8px; margin: 0; }
.button + form, form + .button { margin-top: 12px; }
label { font-weight: 500; }
small { color: var(--ink-2); font-size: 13px; line-height: 20px; }
input {
  width: 100%;
  height: 40px;
  padding: 0 12px;
  border: 1px solid var(--edge);
  border-radius: 6px;
  background: transparent;
  color: inherit;
  font: 14px ui-monospace, "SF Mono", monospace;
}
button, .button {
  display: block;
  width: 100%;
  min-height: 40px;
  padding: 8px 16px;
  border: 1px solid transparent;
  border-radius: 6px;
  background: var(--fill);
  color: #fff;
  font: 600 15px/22px system-ui, "Segoe UI", sans-serif;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
.button:hover, button:hover { filter: brightness(1.08); }
.quiet { background: transparent; border-color: var(--edge); color: var(--ink); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.or { display: flex; align-items: center; gap: 12px; margin: 24px 0; color: var(--ink-2); font-size: 13px; }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.problem { margin-bottom: 24px; padding: 12px 16px; border-radius: 6px; background: var(--bad-back); color: var(--bad); }
dl { display: grid; gap: 4px; margin: 0 0 24px; }
dt { color: var(--ink-2); font-size: 13px; }
dd { margin: 0 0 8px; }
a { color: var(--accent); }
@media (max-width: 440px) {
  body { padding: 0; place-items: stretch; }
  main { border: 0; border-radius: 0; padding: 32px 20px; max-width: none; }
}
@media (forced-colors: active) {
  .problem, button, .button { border: 1px solid; }
}
`
