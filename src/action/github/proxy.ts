import * as http from "node:http";

/**
 * Sends `fetch` through the proxy that `HTTPS_PROXY` and `NO_PROXY` name, as self-hosted runners need it. Node's fetch asks no proxy by itself;
 * the runner's own Node (24.14 and newer) can be told to. An older one goes straight, and the comment warns that there was no answer.
 */
export function throughProxy(env: NodeJS.ProcessEnv): void {
  const tell: unknown = Reflect.get(http, "setGlobalProxyFromEnv");
  if (typeof tell === "function") Reflect.apply(tell, http, [env]);
}
