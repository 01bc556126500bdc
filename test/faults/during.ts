/** What `using` does, which Node 22 does not know without a build: the resource is gone when the action is over, however it ends. */
export async function during<R extends AsyncDisposable | Disposable, T>(resource: R, action: (resource: R) => Promise<T>): Promise<T> {
  try {
    return await action(resource);
  } finally {
    if (Symbol.asyncDispose in resource) await resource[Symbol.asyncDispose]();
    else resource[Symbol.dispose]();
  }
}
