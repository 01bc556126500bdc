/** What the calculator's page adds to the look of the report. */
export const STYLE = `
main,header,footer{max-width:72rem}
h1{margin-bottom:.4rem}
.calculator{display:grid;grid-template:"form headline" auto "form answers" 1fr / minmax(17rem,20rem) minmax(0,1fr);gap:1rem 1.25rem;align-items:start;margin-top:1.4rem}
form{grid-area:form;display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
.answers{grid-area:answers;grid-template-columns:minmax(0,1fr)}
.brand{max-width:none}
form .panel{margin:0;padding:1rem 1.15rem 1.1rem;min-width:0}
fieldset{border:1px solid var(--hair)}
legend{font-weight:650;padding:0;float:left;width:100%;margin-bottom:.6rem}
legend+.fields{clear:both}
form summary{font-weight:650;width:auto}
form details .fields{margin-top:.9rem}
.fields{display:grid;gap:.85rem}
.field{display:grid;grid-template-columns:1fr 6.2rem;gap:.15rem .8rem;align-items:center;font-size:.93rem;line-height:1.3}
.field.of-looks,.field.of-choice{grid-template-columns:1fr}
.field input,.field select{width:100%;max-width:none}
.field input[type=number]{text-align:right}
.field small,.presets{grid-column:1/-1;line-height:1.35}
.presets{display:flex;flex-wrap:wrap;gap:.35rem}
.presets button{font-size:.8rem;padding:.15rem .55rem;border-radius:1rem}
.presets button[aria-pressed=true]{border-color:var(--head);color:var(--head);font-weight:650}
.problem{color:var(--fail);font-weight:650}
.problem:empty{display:none}
[aria-invalid=true]{border-color:var(--fail);outline:1px solid var(--fail)}
.answers{display:grid;gap:1rem;min-width:0}
.answers .panel,#headline{margin:0}
#headline{grid-area:headline;padding:1.1rem 1.4rem 1.2rem}
#headline h2{margin-top:.3rem;text-wrap:balance}
.verdict.enough{--tone:var(--pass);background:var(--pass-ground)}
.verdict.short{--tone:var(--open);background:var(--open-ground)}
.verdict.under-powered{--tone:var(--fail);background:var(--fail-ground)}
.stale .answers,.stale #headline{opacity:.55}
.cards{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1rem}
.card{background:var(--paper);border:1px solid var(--hair);border-radius:.75rem;padding:1rem 1.15rem 1.05rem;display:flex;flex-direction:column}
.card h3{font-size:.9rem;font-weight:400;color:var(--soft);line-height:1.35;min-height:2.7em}
.card .big{font-size:2rem;font-weight:650;letter-spacing:-.02em;line-height:1.2;margin:.15rem 0 .5rem}
.card .big small{font-size:.95rem;font-weight:400;letter-spacing:0}
.bar{display:flex;height:.55rem;border-radius:.3rem;overflow:hidden;background:var(--hair);gap:1px}
.bar svg{height:100%;width:100%}
.card dl{display:grid;grid-template-columns:1fr auto;gap:.1rem .6rem;font-size:.86rem;color:var(--soft);margin-top:.6rem;line-height:1.45}
.card dd{margin:0;text-align:right;color:var(--ink)}
.fill.fail{fill:var(--fail)}.fill.inconclusive{fill:var(--open)}.fill.pass{fill:var(--pass)}
.area{fill-opacity:.2}
.edge{fill:none;stroke-width:2;stroke-linejoin:round}
.edge.fail{stroke:var(--fail)}.edge.pass{stroke:var(--pass)}
.axis{stroke:var(--rule)}.grid{stroke:var(--hair)}
.rule{stroke:var(--soft);stroke-dasharray:3 3}.rule.asked{stroke:var(--ink);stroke-dasharray:none;stroke-width:1.5}
#curve text{fill:var(--soft);font-size:12px}
#curve text.name{font-size:13px;font-weight:650}
#curve text.name.fail{fill:var(--fail)}#curve text.name.pass{fill:var(--pass)}#curve text.name.inconclusive{fill:var(--open)}
#curve text.name{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-opacity:.6}
#curve text.asked{fill:var(--ink);font-weight:650}
#tables thead th{white-space:normal}
#tables h3{margin-top:1.5rem;margin-bottom:.3rem}
#tables h3:first-child{margin-top:0}
#tables tr.own td,#tables tr.own th{font-weight:650}
#tables pre{background:var(--ground);border:1px solid var(--hair);border-radius:.5rem;padding:.7rem .9rem;max-width:none}
@media (max-width:60rem){.cards{grid-template-columns:1fr}.card h3{min-height:0}}
@media (max-width:45rem){#tables table{font-size:.82rem;min-width:0}
.calculator{grid-template:"headline" "form" "answers" / minmax(0,1fr)}
#headline{position:sticky;top:0;z-index:1;margin:0 -.9rem;border-radius:0;border-width:1px 0;padding:.6rem .9rem .7rem}
#headline h2{font-size:1.02rem;margin:0}#headline p{display:none}#headline .word{font-size:.72rem}
th,td{padding-right:.6rem}}
@media print{.calculator{display:block}form{display:none}}
`;
