//! The style sheet of the debrief: light, dark and paper.

/// The style sheet. Colours are blue and orange of equal weight (after Okabe and Ito 2008), and never speak alone.
pub(super) const STYLE: &str = r#"
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --ink: #1d2126; --soft: #59626d; --rule: #dcd8cf; --panel: #f4f1ea; --raised: #ffffff;
  --first: #0a5a9c; --second: #a84a08; --alert: #7c1d2c; --alert-paper: #f8ecea; --mark: #fdf3d7;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, Cambria, Georgia, "Liberation Serif", serif;
  --sans: "Inter", "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --ink: #e7e5e0; --soft: #a6adb7; --rule: #363c44; --panel: #1d2126; --raised: #22272d;
    --first: #7fbaf0; --second: #f2a765; --alert: #f0a0a8; --alert-paper: #331f22; --mark: #3a3320;
  }
}
* { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--serif); }
.page { max-width: 66rem; margin: 0 auto; padding: 3.5rem 1.5rem 5rem; }
p, ul, ol, dl { margin: 0 0 .8rem; }
p, li, dd { max-width: 44rem; text-wrap: pretty; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: .15em; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--first); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--raised); padding: .5rem 1rem; z-index: 2; }

header.top { margin-bottom: 2.5rem; }
.eyebrow { font: 600 .8rem/1.4 var(--sans); letter-spacing: .09em; text-transform: uppercase; color: var(--soft); margin: 0 0 .6rem; }
h1 { font-size: 3rem; line-height: 1.06; font-weight: 700; letter-spacing: -.015em; margin: 0 0 .4rem; text-wrap: balance; }
.subtitle { font-size: 1.3rem; font-style: italic; color: var(--soft); margin: 0 0 1.1rem; }
.facts { font: .88rem/1.5 var(--sans); color: var(--soft); margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; }
.facts b { color: var(--ink); font-weight: 600; }
h2 { font-size: 1.75rem; line-height: 1.15; letter-spacing: -.01em; margin: 0 0 .5rem; padding-top: 1.1rem; border-top: 3px solid var(--ink); text-wrap: balance; }
h3 { font-size: 1.2rem; line-height: 1.25; margin: 2rem 0 .5rem; }
h4 { font: 600 .82rem/1.35 var(--sans); letter-spacing: .04em; margin: 1.1rem 0 .35rem; color: var(--soft); }
section { margin: 3.5rem 0 0; }
.intro { color: var(--soft); font-size: 1.02rem; margin-bottom: 1.4rem; }
nav.contents { border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); padding: 1rem 0; margin: 2rem 0 0; font: .88rem/1.5 var(--sans); }
nav.contents ol { columns: 3 15rem; column-gap: 2rem; margin: 0; padding-left: 1.7rem; }
nav.contents li { padding: .1rem 0; break-inside: avoid; }
nav.contents a { text-decoration: none; }
nav.contents a:hover { text-decoration: underline; }

.lead { font-size: 1.5rem; line-height: 1.35; max-width: 50rem; margin: 0 0 .7rem; text-wrap: balance; }
.ahead { font-size: 1.12rem; max-width: 50rem; border-left: 4px solid var(--ink); padding: .1rem 0 .1rem 1rem; margin: 0 0 1.8rem; }
.lost { background: var(--alert-paper); border: 2px solid var(--alert); padding: 1.2rem 1.5rem; margin: 0 0 1.6rem; }
.lost p { margin: 0; font-size: 1.2rem; }
.seats { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(21rem, 100%), 1fr)); gap: 1.5rem; align-items: start; }
.seat { background: var(--panel); padding: 1.2rem 1.4rem 1.3rem; border-top: 5px solid var(--soft); }
.seat.first { border-top-color: var(--first); } .seat.second { border-top-color: var(--second); }
.seat h3 { margin: 0; font-size: 1.4rem; }
.seat .who { font: .86rem/1.4 var(--sans); color: var(--soft); margin: 0 0 .8rem; }
.seat ul { padding-left: 1.1rem; margin: 0 0 .4rem; font-size: .93rem; line-height: 1.45; }
.seat .got { margin: .7rem 0 0; font-weight: 600; font-size: .96rem; }
.shape { display: inline-block; width: .72em; height: .72em; margin-right: .4em; background: var(--first); border-radius: 50%; vertical-align: -.02em; }
.shape.second { background: var(--second); border-radius: 0; }
.cost-box { display: flex; flex-wrap: wrap; align-items: baseline; gap: .4rem 2.5rem; border: 1px solid var(--rule); border-left: 5px solid var(--alert); padding: .8rem 1.3rem; margin: 0 0 1.5rem; }
.cost-box h3 { margin: 0; font-size: 1.05rem; } .cost-box > div { display: flex; align-items: baseline; gap: .6rem; }
.cost-box .figure { font-size: 1.9rem; line-height: 1.1; font-weight: 700; font-variant-numeric: tabular-nums; }
.cost-box p { margin: 0; } .cost-box small { color: var(--soft); font: .84rem/1.4 var(--sans); }

.scroll { overflow-x: auto; margin: 0 0 1.2rem; }
table { border-collapse: collapse; width: 100%; font: .84rem/1.42 var(--sans); font-variant-numeric: tabular-nums; }
caption { text-align: left; font: 600 .84rem/1.4 var(--sans); color: var(--soft); padding: 0 0 .4rem; }
th, td { text-align: left; vertical-align: top; padding: .42rem .6rem; border-bottom: 1px solid var(--rule); }
thead th { border-bottom: 2px solid var(--ink); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
td.num, th.num { text-align: right; white-space: nowrap; }
td ul { margin: 0; padding-left: 1rem; } td li { max-width: none; } td p { margin: 0 0 .2rem; max-width: none; }
th .soft { font-weight: 400; } thead tr + tr th:first-child { padding-left: .6rem; }
.turns, .offers, .agreed, .real { table-layout: fixed; } col.turn { width: 12%; } col.order { width: 16%; } col.legs { width: 27%; } col.rung { width: 14%; } .turns col.order { width: 19%; }
.moments tbody th, .moments td:nth-child(2) { white-space: nowrap; } .moments td:nth-child(3) { width: 48%; } .moments td.num { white-space: normal; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
tr.group th { background: var(--panel); padding: .5rem .7rem; font-size: .9rem; border-bottom: 0; }
tr.group .date { font-weight: 400; color: var(--soft); margin-left: .5rem; }
.soft { color: var(--soft); } .none { color: var(--soft); font-style: italic; }
.tag { display: inline-block; font: 600 .7rem/1.3 var(--sans); letter-spacing: .03em; border: 1px solid currentColor; border-radius: 2px; padding: .05rem .3rem; white-space: nowrap; color: var(--soft); }
.tag.secret { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.tag.chance { color: var(--ink); background: var(--mark); border-color: var(--ink); }
.tag.strong { color: var(--ink); }
.cite { font: .7em/1 var(--sans); color: var(--soft); vertical-align: super; white-space: nowrap; }
.cite a { text-decoration: none; }

.seat table { font-size: .86rem; table-layout: fixed; } .seat col.want { width: 50%; } .seat td:first-child { padding-right: .8rem; } .seat td .dots { display: block; color: var(--soft); line-height: 1.1; }
.dots { letter-spacing: .06em; font-size: .72em; white-space: nowrap; }
table.verdicts { table-layout: fixed; } table.verdicts col.aim { width: 31%; }
table.verdicts td.headline { background: var(--panel); box-shadow: inset 3px 0 0 var(--ink); padding-left: .6rem; }
table.verdicts tr.aim th, table.verdicts tr.aim td { border-bottom: 0; border-top: 1px solid var(--soft); padding-top: .6rem; }
table.verdicts th .kind { display: block; font-weight: 400; color: var(--soft); font-size: .93em; }
.where { display: none; } .verdict b { display: block; font-weight: 600; } .verdict .num { color: var(--soft); }
tr.why td { padding: .1rem 0 .8rem; border-bottom: 0; }
.why-box { font: .95rem/1.5 var(--serif); padding: .1rem 0 0 1rem; border-left: 1px solid var(--rule); }
.why-box p { margin: 0 0 .4rem; max-width: 48rem; } .why-box .cells { font: 600 .8rem/1.4 var(--sans); }
.evidence { font: .82rem/1.45 var(--sans); color: var(--soft); margin: 0 0 .5rem; padding-left: 1.1rem; }
.evidence li { max-width: 46rem; }
.rival { border: 1px dashed var(--soft); padding: .6rem .9rem; margin: .4rem 0 .6rem; max-width: 48rem; }
.rival p { margin: 0 0 .3rem; }

.card { border: 1px solid var(--rule); background: var(--raised); padding: 1.2rem 1.4rem; margin: 0 0 1.4rem; }
.card > h3 { margin: 0 0 .2rem; }
.beside { display: grid; grid-template-columns: 1fr 1.4fr; gap: 0; border: 1px solid var(--rule); margin: .9rem 0 .6rem; }
.beside > div { padding: .7rem 1rem; } .beside > div + div { border-left: 1px solid var(--rule); }
.beside h4 { margin: 0 0 .2rem; } .beside .big { font-size: 1.3rem; line-height: 1.2; margin: 0; }
.beside svg { width: 100%; max-width: 20rem; display: block; margin: .3rem 0 0; }
details { margin: 0 0 1.2rem; } summary { cursor: pointer; font: .9rem/1.5 var(--sans); padding: .5rem .8rem; border: 1px solid var(--rule); background: var(--panel); max-width: 44rem; } summary:focus-visible { outline: 3px solid var(--first); outline-offset: 2px; } details[open] > summary { margin-bottom: .8rem; }
.legend { font: .8rem/1.4 var(--sans); color: var(--soft); margin: 0 0 .6rem; }

td.otherwise { background: var(--mark); box-shadow: inset 3px 0 0 var(--second); padding-left: .6rem; font-style: italic; }
td.nothing { color: var(--soft); } td.as { color: var(--soft); }
table.sights { table-layout: fixed; } table.sights col.truth { width: 37%; }
tr.open td { color: var(--soft); padding-bottom: .8rem; border-bottom: 0; } tr.open td b { color: var(--ink); }
figure { margin: 1.2rem 0 1.6rem; } figcaption { font: .84rem/1.45 var(--sans); color: var(--soft); margin-top: .4rem; max-width: 46rem; }
svg.chart { width: 100%; height: auto; display: block; font-family: var(--sans); }
svg text { fill: var(--ink); font-size: 12px; } svg .tick-name, svg .axis-name { fill: var(--soft); font-size: 11.5px; }
svg .threshold-name { fill: var(--alert); font-size: 11px; font-weight: 600; stroke: var(--paper); stroke-width: 4px; paint-order: stroke; stroke-linejoin: round; }
svg .band { fill: var(--panel); } svg .tick { stroke: var(--rule); stroke-width: 1; fill: none; }
svg .threshold { stroke: var(--alert); stroke-width: 1.2; stroke-dasharray: 2 3; }
svg .line { fill: none; stroke-width: 3; stroke-linejoin: round; } svg .line.played { stroke: var(--ink); stroke-width: 3.5; }
svg .line.first { stroke: var(--first); } svg .line.second { stroke: var(--second); stroke-dasharray: 9 3; }
svg .line.real { stroke: var(--soft); stroke-width: 2; stroke-dasharray: 2 4; } svg .line.danger { stroke: var(--alert); stroke-width: 2; }
svg .end { font-size: 12px; font-weight: 600; } svg .end.first { fill: var(--first); } svg .end.second { fill: var(--second); }
svg .end.real { fill: var(--soft); } svg .end.danger { fill: var(--alert); } svg .luck { fill: var(--ink); }
svg .fill { fill: var(--ink); } svg .began { stroke: var(--soft); stroke-width: 2; } svg .ascribed { fill: var(--second); }
svg .stem { stroke-width: 3; } svg .stem.first, svg .mark.first { stroke: var(--first); } svg .mark.first { fill: var(--first); }
svg .stem.second, svg .mark.second { stroke: var(--second); } svg .mark.second { fill: var(--second); }
svg .mark.none { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
svg .who { stroke: var(--paper); stroke-width: 1.5; } svg .who.first { fill: var(--first); } svg .who.second { fill: var(--second); } svg .who.luck { fill: var(--ink); } svg .who-mark.first { fill: var(--first); } svg .who-mark.second { fill: var(--second); } svg .who-mark.luck { fill: var(--ink); } svg .who-figure { fill: var(--paper); font-size: 17px; font-weight: 700; } svg .who-top { font-size: 15px; font-weight: 700; }
svg .met { fill: var(--panel); } svg .apart { fill: var(--alert); }
svg .bar { fill: var(--soft); } svg .bar.war { fill: var(--alert); } svg .bar.first { fill: var(--first); } svg .bar.second { fill: var(--second); } svg .whisker { stroke: var(--ink); stroke-width: 1.6; fill: none; }
svg .piece { stroke: var(--paper); stroke-width: 1.5; } svg .piece.v0 { fill: var(--ink); } svg .piece.v1 { fill: var(--ink); fill-opacity: .68; } svg .piece.v2 { fill: var(--ink); fill-opacity: .42; } svg .piece.v3 { fill: var(--ink); fill-opacity: .22; } svg .piece.v4 { fill: var(--ink); fill-opacity: .08; } svg .inside { fill: var(--ink); font-size: 11px; } svg .inside.on-dark { fill: var(--paper); }
svg .cell { fill: var(--first); stroke: none; } svg .wide { fill: var(--first); fill-opacity: .18; } svg .narrow { fill: var(--first); fill-opacity: .38; } svg .middle { stroke: var(--ink); stroke-width: 2.2; fill: none; } svg .zero { stroke: var(--ink); stroke-width: 1.2; }
.fans { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 1.2rem 1.6rem; } .fans figure { margin: 0; } .fans figcaption { margin: 0 0 .2rem; color: var(--ink); font-weight: 600; } .fans figcaption span { font-weight: 400; color: var(--soft); }
svg.spark { width: 7.5rem; height: 1.4rem; display: block; } svg.spark .line { stroke-width: 2; }
.change { display: block; padding-left: 3.2em; text-indent: -3.2em; } .change > b:first-child { display: inline-block; min-width: 3.2em; text-indent: 0; color: var(--ink); } .change b { font-weight: 600; }
dl.why dt { font-weight: 600; margin-top: .6rem; } dl.why dd { margin: 0; font: .82rem/1.5 var(--sans); color: var(--soft); max-width: none; }
.schools { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 1.2rem; align-items: start; }
.schools .card { margin: 0; } .schools blockquote { margin: .5rem 0; font-style: italic; }
.schools ul { padding-left: 1.1rem; font: .84rem/1.45 var(--sans); } .schools p { font-size: .96rem; margin-bottom: .5rem; } .schools p.legend { font-size: .8rem; }
.schools td, .schools th { padding-top: .2rem; padding-bottom: .2rem; }
ol.questions { padding-left: 1.6rem; font-size: 1.08rem; } ol.questions li { padding: 0 0 1rem .3rem; }
.glossary { columns: 2 20rem; column-gap: 2.5rem; } .glossary div { break-inside: avoid; padding-bottom: .5rem; }
.glossary dt { font-weight: 600; } .glossary dd { margin: 0; }
ol.sources { font-size: .93rem; line-height: 1.45; padding-left: 2.2rem; } ol.sources li { padding-bottom: .45rem; max-width: 52rem; }
ol.sources small { color: var(--soft); font: .84rem/1.4 var(--sans); display: block; }
ol.sources li:target { background: var(--mark); }
ul.plain { padding-left: 1.2rem; } ul.plain li { padding-bottom: .35rem; }
table.running { font: .95rem/1.5 var(--serif); max-width: 48rem; margin: 0 0 1.4rem; } table.running th { width: 5.2rem; white-space: nowrap; font: 600 .84rem/1.7 var(--sans); }
table.running caption { font-size: .95rem; color: var(--ink); } code { font-size: .92em; overflow-wrap: anywhere; }
table.rubric { table-layout: fixed; font-size: .88rem; margin: 0 0 1.2rem; } table.rubric thead th:first-child { width: 19%; }
.letter h3 { margin-top: 1.4rem; } .slip { border-top: 2px dashed var(--soft); margin-top: 2rem; padding-top: 1rem; break-inside: avoid; }
.slip ul { list-style: none; padding: 0; } .slip li { padding: .15rem 0; } .box { display: inline-block; width: .85em; height: .85em; border: 1.5px solid var(--ink); margin-right: .6em; vertical-align: -.05em; }
.blank { display: inline-block; width: 15rem; max-width: 60%; border-bottom: 1px solid var(--ink); margin-right: 1rem; } .blank.short { width: 7rem; }
.parts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: .4rem 1.8rem; } .parts h4 { margin-top: .5rem; color: var(--ink); } .parts p { font-size: .95rem; margin-bottom: .4rem; } .parts ul { font-size: .93rem; }
tr.real th, tr.real td { border-top: 2px solid var(--soft); font-style: italic; }
footer { margin-top: 4rem; border-top: 1px solid var(--rule); padding-top: 1rem; font: .82rem/1.5 var(--sans); color: var(--soft); }
footer code { font-size: .95em; overflow-wrap: anywhere; }
@media (max-width: 44rem) { html { font-size: 100%; } h1 { font-size: 2.2rem; } .page { padding: 2rem 1rem 3rem; } .beside { grid-template-columns: 1fr; } .beside > div + div { border-left: 0; border-top: 1px solid var(--rule); } .seats, .schools { grid-template-columns: 1fr; } table.sights, .turns, .offers, .agreed, .real { min-width: 44rem; }
  table.rubric, .rubric tbody, .rubric tr, .rubric th, .rubric td, .rubric th:first-child { display: block; width: auto; padding-left: 0; padding-right: 0; } .rubric thead { display: none; } .rubric tbody th { border-bottom: 0; padding-bottom: 0; } .rubric td { padding-top: .2rem; }
  table.verdicts, .verdicts tbody, .verdicts tr, .verdicts th, .verdicts td { display: block; } .verdicts thead, .verdicts colgroup { display: none; }
  table.verdicts tr.aim { display: grid; grid-template-columns: 1fr 1fr; gap: .2rem .6rem; border-top: 1px solid var(--soft); padding: .6rem 0 .3rem; }
  table.verdicts tr.aim th { grid-column: 1 / -1; border-top: 0; padding: 0 0 .2rem; } table.verdicts tr.aim td, table.verdicts tr.aim td:last-child { border-top: 0; padding: .3rem .6rem; } .where { display: block; color: var(--soft); } }

@page { size: A4; margin: 17mm 15mm 18mm; }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --soft: #444; --rule: #bbb; --panel: #f2f0ea; --raised: #fff;
    --first: #0a5a9c; --second: #a84a08; --alert: #7c1d2c; --alert-paper: #f8ecea; --mark: #fdf3d7;
  }
  html { font-size: 9.6pt; } body { background: none; line-height: 1.42; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page { max-width: none; padding: 0; } .skip, nav.contents { display: none; } .scroll { overflow: visible; margin-bottom: 3mm; }
  header.top { margin-bottom: 5mm; } section { margin-top: 8mm; } #glance { margin-top: 5mm; } details:not([open]), section:has(> details.more:not([open])), .on-screen, details.more > summary { display: none; }
  h1 { font-size: 27pt; } .subtitle { margin-bottom: 2mm; } h2 { font-size: 16pt; padding-top: 2mm; border-top-width: 1.5pt; } h3 { margin-top: 5mm; }
  h2, h3, h4, caption, .intro, tr.group, tr.aim, .card > h3, .card > .legend, .beside { break-after: avoid; }
  .intro, .beside, figure, .rival, .reason, .schools .card, .cost-box, tr, ol.questions li, ol.sources li, .glossary div { break-inside: avoid; }
  tr.why { break-inside: auto; } thead { display: table-header-group; }
  .lead { font-size: 14pt; } .ahead { font-size: 11pt; margin-bottom: 4mm; } .intro { font-size: 9.6pt; margin-bottom: 3mm; }
  .seats { grid-template-columns: 1fr 1fr; gap: 5mm; } .seat { padding: 3mm 4mm; } .seat table { font-size: 7.8pt; } .seat ul { font-size: 8.6pt; line-height: 1.35; }
  .seat h4 { margin-top: 2mm; } .page > p.intro { margin-bottom: 0; } .cost-box { padding: 2.5mm 4mm; margin: 0 0 4mm; gap: 1mm 9mm; } .cost-box .figure { font-size: 14pt; }
  th, td { padding: .6mm 1.6mm; } table { font-size: 7.8pt; line-height: 1.32; } .why-box { font-size: 8.8pt; line-height: 1.38; } .evidence { font-size: 7.8pt; margin-bottom: 1mm; }
  .card { break-inside: auto; padding: 3mm 4mm; margin-bottom: 4mm; } .beside > div { padding: 1.5mm 3mm; } .beside .big { font-size: 12pt; } .beside { margin: 2mm 0; }
  .schools { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 4mm; align-items: start; } .schools .card { margin: 0; } .schools p, .schools ul { font-size: 8.4pt; line-height: 1.36; margin-bottom: 1.2mm; } .schools table { font-size: 7.2pt; } .schools h4 { margin-top: 2mm; }
  #causes dl.why { columns: 2; column-gap: 6mm; } #causes dd { font-size: 7.2pt; line-height: 1.35; } dl.why dt { margin-top: 2mm; break-after: avoid; }
  #teaching, #parents { break-before: page; margin-top: 0; } #teaching h3 { margin: 3.2mm 0 1mm; } #teaching ul, #teaching table { margin-bottom: 1.5mm; } #teaching table.running { font-size: 9pt; } #teaching p.legend { font-size: 7pt; margin: 0; } table.running { break-inside: avoid; font-size: 9.4pt; max-width: none; margin-bottom: 3mm; } table.running th { width: 15mm; font-size: 8.4pt; } table.rubric { font-size: 8.2pt; } ul.plain li { padding-bottom: .6mm; } .letter h3 { margin-top: 3mm; margin-bottom: 1mm; } .letter p { margin-bottom: 1.5mm; } .slip { margin-top: 6mm; padding-top: 4mm; line-height: 1.9; } footer { margin-top: 6mm; }
  figure { margin: 3mm 0; } p, li { orphans: 3; widows: 3; } p, li, dd { max-width: none; } .intro, .ahead, .lead { max-width: 165mm; } a { text-decoration: none; }
}
"#;
