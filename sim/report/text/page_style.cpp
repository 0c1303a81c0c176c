#include "twinline/report/text/page_style.h"

namespace twinline {

std::string page_style() {
  return R"css(:root {
  --page: #f4f5f7; --card: #ffffff; --ink: #1c2430; --soft: #5b6675; --line: #dde1e7;
  --accent: #0072b2; --warn: #fff5df; --warn-ink: #6b4a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1b2129; --ink: #dfe5ec; --soft: #98a4b3; --line: #313a46;
    --accent: #6cb8ec; --warn: #33290f; --warn-ink: #f0d694;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", Arial, sans-serif; }
header, main, footer { max-width: 980px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 28px; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 0 0 .5rem; }
h3 { font-size: 1rem; margin: 0 0 .4rem; }
p { margin: .3rem 0 .8rem; max-width: 75ch; }
.lead { color: var(--soft); }
nav { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: .8rem 0 1.2rem; font-size: .92rem; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 20px 22px; margin: 0 0 18px; }
figure { margin: 1.1rem 0 1.3rem; }
figure svg { display: block; width: 100%; height: auto; max-width: 900px; color: var(--ink);
  font-variant-numeric: tabular-nums; }
figcaption { color: var(--soft); font-size: .88rem; max-width: 85ch; }
figcaption a { white-space: nowrap; }
.gridline { stroke: currentColor; stroke-opacity: .14; stroke-dasharray: none; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px;
  margin: .6rem 0 1.2rem; }
.tiles div { border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
.tiles dt { color: var(--soft); font-size: .85rem; }
.tiles dd { margin: 0; }
.tiles b { font-size: 1.55rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.tiles .below { color: var(--soft); font-size: .82rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; margin: .4rem 0 1rem; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .22rem .9rem .22rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
.n { text-align: right; white-space: nowrap; }
.note { background: var(--warn); color: var(--warn-ink); border-radius: 8px; padding: .6rem .9rem;
  font-size: .92rem; }
code { font-size: .92em; overflow-wrap: anywhere; }
details summary { cursor: pointer; color: var(--accent); margin: .3rem 0; }
footer { color: var(--soft); font-size: .85rem; padding-bottom: 30px; }
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #000;
    --warn: #fff; --warn-ink: #000; }
  body { font-size: 10.5pt; }
  nav, figcaption a, details:not([open]) { display: none; }
  .tiles { grid-template-columns: repeat(5, 1fr); }
  section { border: 0; padding: 0; }
  figure, .tiles div, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
)css";
}

}  // namespace twinline
