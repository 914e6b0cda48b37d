// The report's one style sheet: Runlight's own look, in light and dark from the same colours, and on paper. It goes into the
// page, which may load nothing; its hash goes into the page's policy.

export const style = `
:root{color-scheme:light dark;--frame:light-dark(#f4f5f7,#0b0d11);--surface:light-dark(#fff,#14171d);--raised:light-dark(#fafbfc,#191c23);
--line:light-dark(#e4e7ec,#272b34);--ink:light-dark(#1d2129,#eceef2);--ink2:light-dark(#4a505c,#b3b8c2);--ink3:light-dark(#646b78,#8e95a2);
--accent:light-dark(#3f51c9,#93a5f5);--ok:light-dark(#1c7048,#63d49a);--warn:light-dark(#855a10,#e5b967);--bad:light-dark(#bb2a30,#f28b82);
--mono:"JetBrains Mono Variable","JetBrains Mono",ui-monospace,"SF Mono",Menlo,Consolas,monospace}
*{box-sizing:border-box}
body{margin:0;background:var(--frame);color:var(--ink);font:13px/20px "Inter Variable",Inter,system-ui,"Segoe UI",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1080px;margin:0 auto;padding:28px 24px 48px}
.brand{display:flex;align-items:center;gap:8px;color:var(--ink3);font-size:12px;margin-bottom:14px}
.brand b{color:var(--ink);font-weight:600}.brand svg{width:18px;height:18px;color:var(--accent)}.brand span:last-child{margin-left:auto}
article{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:24px 28px 10px;margin-bottom:24px}
h1{font-size:19px;line-height:27px;margin:0;letter-spacing:-.01em;overflow-wrap:anywhere}
.meta{color:var(--ink3);font-size:12px;margin:2px 0 18px}.meta i{font-style:normal;margin:0 6px}
.truths{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);background:var(--raised);border:1px solid var(--line);border-radius:10px}
.truths>div{padding:12px 16px 14px;min-width:0}.truths>div+div{border-left:1px solid var(--line)}
.truths h3{font-size:11px;line-height:16px;color:var(--ink3);font-weight:500;margin:0 0 2px}
.truths p{margin:0;color:var(--ink2);font-size:12px;overflow-wrap:anywhere}
.state{display:flex;align-items:center;gap:7px;font-weight:600;font-size:15px;line-height:24px}.state svg{width:14px;height:14px;flex:none}
.ok{color:var(--ok)}.warn{color:var(--warn)}.bad{color:var(--bad)}.accent{color:var(--accent)}.calm{color:var(--ink2)}
.percent{margin-left:auto;font-weight:500;font-size:13px;color:var(--ink)}
.figures{display:flex;flex-wrap:wrap;gap:1px;background:var(--line);border:1px solid var(--line);border-radius:10px;overflow:hidden;margin:14px 0 0}
.figures div{flex:1 1 102px;background:var(--surface);padding:9px 14px 10px}.figures dt{color:var(--ink3);font-size:11px;line-height:16px}.figures dd{margin:0;font-weight:600;font-size:14px}
dl{margin:0}
section{margin:26px 0 20px}h2{font-size:13px;margin:0 0 8px;font-weight:600}h2 .note{color:var(--ink3);font-weight:400;font-size:12px;margin-left:8px}
table{border-collapse:collapse;width:100%;font-size:12px}th{text-align:left;color:var(--ink3);font-weight:500;font-size:11px;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);white-space:nowrap}
td{padding:5px 12px 5px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}tr:last-child td{border-bottom:0}
.scroll{overflow-x:auto}.log td{white-space:nowrap;padding-top:3px;padding-bottom:3px}.log td:last-child,.wide td:last-child{white-space:pre-wrap;width:99%;font-family:var(--mono);font-size:11.5px;line-height:18px;font-variant-ligatures:none;min-width:320px}
.log td:nth-child(-n+4),.dim{color:var(--ink3)}
.log .divider td{background:var(--raised);color:var(--warn);white-space:normal;font-family:inherit;padding:5px 10px;border-radius:4px}
.tools td:first-child{min-width:96px;max-width:220px}.tools td:nth-child(2),.tools td:nth-child(3){white-space:nowrap}.tools td:nth-child(4){width:24%}.tools td:last-child{min-width:240px}
.bar{display:block;width:100%;min-width:160px;height:8px;margin-top:6px;background:var(--line);border-radius:2px;overflow:hidden}.bar rect,.density rect{fill:currentColor}
.density{display:block;width:100%;height:56px;color:var(--accent);border-bottom:1px solid var(--line)}.density .gap{fill:var(--bad);opacity:.16}.density .err{fill:var(--bad)}
.axis{display:flex;justify-content:space-between;color:var(--ink3);font-size:11px}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;line-height:22px;background:var(--raised);border:1px solid var(--line);border-radius:10px;padding:14px 18px}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;font-size:12px}.facts dt{color:var(--ink3)}.facts dd{margin:0;overflow-wrap:anywhere}
.items{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:8px;list-style:none;padding:0;margin:0}
.items li{border:1px solid var(--line);border-radius:8px;padding:9px 12px;background:var(--raised);overflow-wrap:anywhere}.items b{font-weight:600;display:block}.items small{color:var(--ink3);display:block}.items li>span:not([class]){display:block;color:var(--ink2);font-size:12px;margin:3px 0}
.tag{display:inline-block;border:1px solid var(--line);border-radius:4px;padding:0 6px;font-size:11px;line-height:17px;color:var(--ink2);margin:2px 4px 0 0}
.callout{background:var(--raised);border:1px solid var(--line);border-left:3px solid var(--accent);border-radius:6px;padding:9px 14px;color:var(--ink2);font-size:12px;margin:14px 0 0}
.sign{font:500 9px/13px var(--mono);color:var(--warn);border:1px solid currentColor;border-radius:3px;padding:0 3px;margin:0 1px}
.cut{color:var(--ink3);font-family:inherit}summary{cursor:pointer;color:var(--ink2)}details pre{margin-top:6px;font:11.5px/18px var(--mono)}
footer{color:var(--ink3);font-size:12px;text-align:center}
@media(max-width:640px){main{padding:12px}article{padding:16px}.truths{grid-auto-flow:row}.truths>div+div{border-left:0;border-top:1px solid var(--line)}}
@media print{body{background:#fff}article{border:0;padding:0}main{max-width:none;padding:0}}
`
