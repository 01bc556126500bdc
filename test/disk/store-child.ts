import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "../../src/disk/store.ts";
import { GygesError } from "../../src/schema/error.ts";
import { draw, header } from "./sample.ts";

/**
 * A process that writes to a store: `append` until it is killed, saying after each draw which one is on the disk;
 * `hold` until its stdin ends; `dash` in, append one draw, and out again. It says `ready` when it
 * tries, and then what happened, one word a line.
 */
const [path = "", act = ""] = process.argv.slice(2);

console.log("ready");
try {
  const store = await openStore(path, header());
  console.log("open");
  if (act === "append") {
    for (let number = store.draws.length; ; number += 1) {
      await store.append(draw(number));
      console.log(number);
    }
  }
  if (act === "hold") for await (const _ of process.stdin);
  if (act === "dash") {
    await store.append(draw(store.draws.length));
    await sleep(30);
  }
  await store.close();
  console.log("closed");
} catch (cause) {
  console.log(cause instanceof GygesError ? cause.code : String(cause));
  console.log(cause instanceof GygesError ? cause.message.split("\n", 1)[0] : "");
}
