/**
 * For all pages: one column from 360 pixels up, in the console's colours, light or dark as the person chose for the
 * system. Its typefaces are used where the machine has them: a page loads nothing.
 */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#faf9f5, #14161a);
  --surface: light-dark(#ffffff, #1b1e23);
  --hairline: light-dark(#e2ded4, #2b2f36);
  --rule: light-dark(#c4bfb2, #454b55);
  --margin: light-dark(#d98f88, #7d423d);
  --ink: light-dark(#1c1f24, #ebe9e4);
  --ink-soft: light-dark(#50555e, #b0b4bb);
  --accent: light-dark(#24476f, #9dbde8);
  --accent-wash: light-dark(#eaf0f7, #202b39);
  --late: light-dark(#875000, #e3b161);
  --late-wash: light-dark(#fbf1de, #2e2515);
  --serif: "IBM Plex Serif", Georgia, serif;
  --mono: "IBM Plex Mono", ui-monospace, monospace;
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; grid-template-rows: auto 1fr auto; justify-items: center;
  background: var(--paper); color: var(--ink);
  font: 16px/1.55 "IBM Plex Sans", system-ui, sans-serif;
}
header { width: 100%; max-width: 38rem; padding: 2rem 1.25rem 1rem; display: flex; align-items: center; gap: .75rem; font: 500 1.3rem/1.25 var(--serif); letter-spacing: -.01em; }
header svg { width: 1.9rem; height: 1.9rem; flex: none; }
main { width: calc(100% - 2rem); max-width: 36rem; align-self: start; background: var(--surface); border: 1px solid var(--hairline); border-inline-start: 4px double var(--margin); border-radius: 6px; padding: clamp(1.25rem, 5vw, 2.25rem); }
footer { padding: 1.5rem; color: var(--ink-soft); font-size: .875rem; text-align: center; }
h1 { margin: 0 0 .5rem; font-size: clamp(1.35rem, 5vw, 1.65rem); font-family: var(--serif); font-weight: 500; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance; }
h2 { margin: 2rem 0 .5rem; font: 500 1.05rem/1.25 var(--serif); }
p { margin: .5rem 0; }
.quiet { color: var(--ink-soft); }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.actions { display: grid; gap: .75rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
.button { display: flex; align-items: center; justify-content: center; gap: .5rem; width: 100%; min-height: 2.9rem; padding: .6rem 1.1rem; border: 1px solid transparent; border-radius: 6px; background: var(--accent); color: var(--paper); font: inherit; font-weight: 620; text-align: center; text-decoration: none; overflow-wrap: anywhere; cursor: pointer; }
.button:hover { filter: brightness(1.08); }
.button.second { background: transparent; color: var(--ink); border-color: var(--rule); }
.button.small { width: auto; min-height: 2.25rem; padding: .25rem .85rem; font-size: .9rem; }
label { display: block; margin: 1.25rem 0 .35rem; font-weight: 600; }
input { width: 100%; min-height: 2.9rem; padding: .5rem .8rem; border: 1px solid var(--rule); border-radius: 6px; background: var(--paper); color: inherit; font: inherit; }
.word { margin: 1.25rem 0; padding: .9rem 1.1rem; border-radius: 6px; background: var(--late-wash); color: var(--late); }
.word strong { display: block; font: 650 1.25rem/1.4 var(--mono); overflow-wrap: anywhere; user-select: all; }
.word span { font-size: .875rem; }
details { margin: 1.25rem 0 0; border: 1px solid var(--hairline); border-radius: 6px; padding: .75rem 1.1rem; }
summary { cursor: pointer; font-weight: 600; }
dl { margin: .75rem 0 0; display: grid; gap: .15rem; }
dt { color: var(--ink-soft); font-size: .8125rem; font-weight: 600; margin-top: .6rem; }
dd { margin: 0; overflow-wrap: anywhere; }
dd.came { font: .9rem/1.5 var(--mono); }
.sessions { list-style: none; margin: .5rem 0 0; padding: 0; }
.sessions li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; padding: .8rem 0; border-top: 1px solid var(--hairline); }
.sessions li div { min-width: 0; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: .05rem .55rem; border-radius: 99px; background: var(--accent-wash); color: var(--accent); font-size: .8125rem; font-weight: 620; }
form { margin: 0; }
`;
