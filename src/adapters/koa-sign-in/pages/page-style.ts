/** For all pages: one column from 360 pixels up, in the colours that the person chose for the system. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f5f9, #0f1117);
  --card: light-dark(#ffffff, #181b24);
  --line: light-dark(#dfe2ec, #2b3040);
  --ink: light-dark(#171b2a, #eceef6);
  --quiet: light-dark(#565d75, #a3aac2);
  --accent: light-dark(#3b46c4, #a5aeff);
  --on-accent: light-dark(#ffffff, #10142e);
  --tint: light-dark(#eef0ff, #21264a);
  --warn: light-dark(#9a3412, #fdba74);
  --warn-tint: light-dark(#fff4e8, #33241a);
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; grid-template-rows: auto 1fr auto; justify-items: center;
  background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
header { width: 100%; max-width: 38rem; padding: 2rem 1.25rem 1rem; display: flex; align-items: center; gap: .6rem; font-weight: 650; letter-spacing: .01em; }
header svg { width: 1.75rem; height: 1.75rem; flex: none; }
main { width: calc(100% - 2rem); max-width: 36rem; align-self: start; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1.25rem, 5vw, 2.25rem); box-shadow: 0 1px 2px rgb(10 14 40 / .06), 0 12px 32px -16px rgb(10 14 40 / .18); }
footer { padding: 1.5rem; color: var(--quiet); font-size: .875rem; text-align: center; }
h1 { margin: 0 0 .5rem; font-size: clamp(1.35rem, 5vw, 1.65rem); line-height: 1.25; font-weight: 680; text-wrap: balance; }
h2 { margin: 2rem 0 .5rem; font-size: 1rem; font-weight: 650; }
p { margin: .5rem 0; }
.quiet { color: var(--quiet); }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 8px; }
.actions { display: grid; gap: .75rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
.button { display: flex; align-items: center; justify-content: center; gap: .5rem; width: 100%; min-height: 2.9rem; padding: .6rem 1.1rem; border: 1px solid transparent; border-radius: 10px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 620; text-align: center; text-decoration: none; overflow-wrap: anywhere; cursor: pointer; }
.button:hover { filter: brightness(1.08); }
.button.second { background: transparent; color: var(--ink); border-color: var(--line); }
.button.small { width: auto; min-height: 2.25rem; padding: .25rem .85rem; font-size: .9rem; }
label { display: block; margin: 1.25rem 0 .35rem; font-weight: 600; }
input { width: 100%; min-height: 2.9rem; padding: .5rem .8rem; border: 1px solid var(--line); border-radius: 10px; background: var(--ground); color: inherit; font: inherit; }
.word { margin: 1.25rem 0; padding: .9rem 1.1rem; border-radius: 10px; background: var(--warn-tint); color: var(--warn); }
.word strong { display: block; font: 650 1.25rem/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; user-select: all; }
.word span { font-size: .875rem; }
details { margin: 1.25rem 0 0; border: 1px solid var(--line); border-radius: 10px; padding: .75rem 1.1rem; }
summary { cursor: pointer; font-weight: 600; }
dl { margin: .75rem 0 0; display: grid; gap: .15rem; }
dt { color: var(--quiet); font-size: .8125rem; font-weight: 600; margin-top: .6rem; }
dd { margin: 0; overflow-wrap: anywhere; }
dd.came { font: .9rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.sessions { list-style: none; margin: .5rem 0 0; padding: 0; }
.sessions li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; padding: .8rem 0; border-top: 1px solid var(--line); }
.sessions li div { min-width: 0; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: .05rem .55rem; border-radius: 99px; background: var(--tint); color: var(--accent); font-size: .8125rem; font-weight: 620; }
form { margin: 0; }
`;
