import { planCommand } from "../src/commands/plan-command.ts";
const t=performance.now(), c=process.cpuUsage();
const [,, cfg, ...rest] = process.argv;
const flags:any={config:cfg}; for (const r of rest){const [k,v]=r.split("=");flags[k!]=v??true;}
try { await planCommand(flags,{cwd:"/work/main",env:{},stdout:process.stdout,stderr:process.stderr,command:null} as any);} catch(e){console.log(String(e));}
console.error("ms",performance.now()-t,process.cpuUsage(c).user/1000);
