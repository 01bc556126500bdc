// \0absent:cli-progress
var SingleBar = class {
	constructor() {
		throw Error("a job has no terminal");
	}
};
// src/run/told/progress-bar.ts
function onTerminal(way, { total, done }, stream) {
	let bar = new SingleBar({
		format: "  calls {value}/{total} · {rest} {bar}",
		barsize: 20,
		stream,
		hideCursor: !0,
		clearOnComplete: !0
	});
	bar.start(total, done, { rest: way.seen().rest.join(" · ") });
	let show = () => {
		let { seen, rest } = way.seen();
		bar.update(seen, { rest: rest.join(" · ") });
	};
	return {
		tick: show,
		stop: () => (show(), bar.stop())
	};
}
export { onTerminal };
