/**
 * How the page looks: one column, system fonts, few colours, each with at least 4.5 to 1 against its ground in light and in dark. Drawings take their
 * colours from here. Its hash is in the page's policy.
 */
export const THEME = `
:root{color-scheme:light dark;
--paper:#ffffff;--ground:#f6f5f2;--ink:#1c1f24;--soft:#565d68;--rule:#c9ccd1;--hair:#e8e8e6;--band:#efece3;
--base:#6b7280;--head:#1f5fbf;--change:#1c1f24;--noise:#8a6d1d;--link:#1f5fbf;
--fail:#b3261e;--fail-ground:#fdf1ef;--pass:#1b6e3c;--pass-ground:#eff8f1;--open:#865a06;--open-ground:#fdf6e6;--other:#4a5260;--other-ground:#f1f2f4;
--mark:#ffe9a8;--on-bar:#ffffff;
--k1:#1f5fbf;--k2:#b3cbef;--k3:#b4dad0;--k4:#ecdcc2;--k5:#dccbe2;--k6:#d2dfb9;--k7:#d5d8dc;--k8:#ececec}
@media (prefers-color-scheme:dark){:root{
--paper:#16181c;--ground:#0f1114;--ink:#e7e8ea;--soft:#a3a9b3;--rule:#454b55;--hair:#272b31;--band:#22262c;
--base:#9aa2ae;--head:#7db1ff;--change:#e7e8ea;--noise:#d9b85c;--link:#8ab8ff;
--fail:#ff9489;--fail-ground:#2b1715;--pass:#74d199;--pass-ground:#12241a;--open:#f0c05f;--open-ground:#272010;--other:#b5bcc8;--other-ground:#1e2127;
--mark:#5c4b12;--on-bar:#0f1114;
--k1:#7db1ff;--k2:#2f4a73;--k3:#245349;--k4:#5b4a33;--k5:#513f58;--k6:#414d2c;--k7:#40454d;--k8:#2b2f35}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Inter,"Noto Sans","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums}
main,header,footer,nav{max-width:58rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
h1,h2,h3,h4,p,dl,ol,ul,figure,pre{margin:0}
h1{font-size:2.1rem;line-height:1.18;font-weight:650;letter-spacing:-.018em;text-wrap:balance;margin:.9rem 0 .8rem;max-width:24em}
h2{font-size:1.35rem;line-height:1.3;font-weight:650;letter-spacing:-.01em}
h3{font-size:1.12rem;line-height:1.35;font-weight:650}
.part{font-weight:650;margin-top:1rem}
h4{font-size:.95rem;font-weight:650;margin-top:1.2rem}
p{max-width:44em;text-wrap:pretty}
b{font-weight:650}
a{color:var(--link);text-underline-offset:.15em}
small{font-size:.82rem;color:var(--soft);font-weight:400}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.brand{display:flex;flex-wrap:wrap;gap:.2rem 1rem;justify-content:space-between;color:var(--soft);font-size:.88rem}
.brand b{color:var(--ink)}
.verdict{border-radius:.75rem;padding:1.6rem 1.8rem 1.7rem;margin-top:1.2rem;background:var(--other-ground);border:1px solid color-mix(in srgb,var(--tone) 28%,transparent);--tone:var(--other)}
.verdict.fail{--tone:var(--fail);background:var(--fail-ground)}
.verdict.pass,.verdict.unchanged{--tone:var(--pass);background:var(--pass-ground)}
.verdict.inconclusive,.verdict.error{--tone:var(--open);background:var(--open-ground)}
.verdict .word{display:inline-block;font-size:.82rem;font-weight:700;letter-spacing:.09em;color:var(--tone)}
.verdict .word::before{content:"";display:inline-block;width:.7em;height:.7em;border-radius:50%;background:var(--tone);margin-right:.55em}
.verdict h1{margin-top:.35rem}
.lead{font-size:1.1rem;line-height:1.55}
.lead+.lead,.lead+p,.verdict p+p{margin-top:.7rem}
.simulated{font-weight:650;font-size:.95rem;margin-bottom:.8rem}
nav{margin-top:1.6rem}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;padding:0;list-style:none;font-size:.9rem}
main{padding-bottom:3rem}
.pair>h2{margin:2.6rem 0 0;overflow-wrap:anywhere}
.pair>p{color:var(--soft);margin-top:.3rem}
.panel{background:var(--paper);border:1px solid var(--hair);border-radius:.75rem;padding:1.4rem 1.6rem 1.5rem;margin-top:1.25rem;scroll-margin-top:1rem}
.panel>h2,.panel>h3{margin-bottom:.5rem}
.panel>p+p{margin-top:.6rem}
.note{color:var(--soft);font-size:.9rem;line-height:1.5;margin-top:.9rem}
.why{margin-top:.9rem}.why+.why{margin-top:.4rem}
figure{margin-top:1.1rem}
svg{display:block;width:100%;height:auto;max-width:100%;font-family:inherit}
.narrow{display:none;max-width:26rem}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin-bottom:.5rem;list-style:none;font-size:.9rem;color:var(--soft)}
.mark{display:inline-block;width:.72em;height:.72em;margin-right:.45em;vertical-align:-.02em;border:2px solid var(--c);background:var(--c);border-radius:2px}
.mark.base{--c:var(--base);background:var(--paper);border-radius:50%}
.mark.head{--c:var(--head);border-radius:50%}
.mark.change{--c:var(--change);transform:rotate(45deg) scale(.85);border-radius:0}
.mark.noise{--c:var(--noise);background:var(--paper);border-radius:0}
.mark.k1{--c:var(--k1)}.mark.k2{--c:var(--k2)}.mark.k3{--c:var(--k3)}.mark.k4{--c:var(--k4)}.mark.k5{--c:var(--k5)}.mark.k6{--c:var(--k6)}.mark.k7{--c:var(--k7)}.mark.k8{--c:var(--k8)}
details{margin-top:.8rem}details+details{margin-top:.35rem}
summary{cursor:pointer;color:var(--link);font-size:.92rem;width:fit-content}
.folded{padding-top:.6rem}
.scrolls{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.9rem;line-height:1.45;min-width:min(100%,22rem)}
caption{text-align:left;color:var(--soft);font-size:.85rem;padding-bottom:.4rem}
th,td{padding:.35rem .9rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--hair)}
th{font-weight:600}
thead th{color:var(--soft);border-bottom-color:var(--rule);vertical-align:bottom}
tbody th{font-weight:400}
.number{text-align:right;white-space:nowrap}
.facts{display:grid;gap:.6rem;margin-top:.4rem}
.facts>div{display:grid;grid-template-columns:11rem 1fr;gap:.2rem 1rem}
.facts dt{color:var(--soft);font-size:.92rem}
.facts dd,.notices dd{margin:0;overflow-wrap:anywhere;max-width:44em}
.looks{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;list-style:none;margin-bottom:.8rem}
.looks li{border:1px solid var(--rule);border-radius:.5rem;padding:.35rem .8rem;font-size:.85rem;color:var(--soft);line-height:1.35}
.looks b{display:block;font-size:1.05rem;color:var(--ink)}
.looks .last{border:2px solid var(--head);color:var(--ink)}
.looks .spared b{color:var(--soft);font-weight:400}
.notices{display:grid;gap:.7rem;margin-bottom:1rem}
.notices dt{font-size:.92rem;font-weight:650}
mark{background:var(--mark);color:inherit;border-radius:2px;padding:0 .1em;margin:0 -.1em}
.plain{padding-left:1.2rem;display:grid;gap:.45rem;max-width:46em}
.filters{display:flex;flex-wrap:wrap;gap:.6rem .9rem;align-items:end;margin-top:1rem;font-size:.85rem;color:var(--soft)}
.filters label{display:grid;gap:.15rem}
.filters label[hidden]{display:none}
select,input,button{font:inherit;font-size:.9rem;color:var(--ink);background:var(--paper);border:1px solid var(--rule);border-radius:.4rem;padding:.3rem .6rem;max-width:15rem}
button{cursor:pointer}
button:disabled{color:var(--soft);cursor:default}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.pages{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:1rem 0 .5rem}
.pages p{margin-right:auto;font-size:.9rem;color:var(--soft)}
th button{border:0;background:none;padding:0;font-weight:600;color:var(--soft)}
th[aria-sort=ascending] button::after{content:" ↑"}
th[aria-sort=descending] button::after{content:" ↓"}
#draw-table{width:100%}
.label{white-space:nowrap}
#draw-table{font-size:.86rem}#draw-table th,#draw-table td{padding-right:.75rem}#draw-table td{white-space:nowrap}#draw-table .detail td{white-space:normal}
.open{border:0;background:none;padding:0;text-align:left;color:var(--link);width:15rem;max-width:none;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.detail td{background:var(--ground);padding:1rem}
pre{font:.88rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin-top:.3rem;max-width:80ch}
footer{color:var(--soft);font-size:.88rem;padding-bottom:3rem}
@media (max-width:45rem){
main,header,footer,nav{padding-left:.9rem;padding-right:.9rem}
header{padding-top:1.2rem}
h1{font-size:1.55rem}
.lead{font-size:1.02rem}
.verdict,.panel{padding:1.1rem 1rem 1.2rem;border-radius:.6rem}
.wide{display:none}.narrow{display:block}
.facts>div{grid-template-columns:1fr}
#draw-table{display:block;width:100%}#draw-table caption,#draw-table tbody,#draw-table thead{display:block}
#draw-table tr{display:flex;flex-wrap:wrap;gap:0 .8rem;border-bottom:1px solid var(--hair);padding:.5rem 0}
#draw-table th,#draw-table td{border:0;padding:0}
#draw-table .words,#draw-table .detail td{flex:1 0 100%;min-width:0}
.open{width:100%}}
@media print{
:root{--paper:#fff;--ground:#fff;--ink:#000;--soft:#444;--rule:#bbb;--hair:#ddd;--band:#eee;--base:#666;--head:#1f5fbf;--change:#000;--noise:#8a6d1d;--link:#000;--fail:#b3261e;--fail-ground:#fff;--pass:#1b6e3c;--pass-ground:#fff;--open:#865a06;--open-ground:#fff;--other:#444;--other-ground:#fff;--mark:#ffe9a8;--on-bar:#fff;--k1:#1f5fbf;--k2:#b3cbef;--k3:#b4dad0;--k4:#ecdcc2;--k5:#dccbe2;--k6:#d2dfb9;--k7:#d5d8dc;--k8:#ececec}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-size:10.5pt}
nav,#draws{display:none}
main,header,footer{max-width:none;padding-left:0;padding-right:0}
.panel,.verdict{border-color:#ccc;break-inside:avoid-page;padding:.8rem 1rem}
.scrolls{overflow:visible}
figure,tr,h3{break-inside:avoid}h2,h3,h4{break-after:avoid}}
`;
