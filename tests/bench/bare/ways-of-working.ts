type DoAll<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;
type Do<Item, Result> = (item: Item) => Promise<Result>;

const togetherMax = 64;

/** Each by itself. */
export const alone =
  <Item, Result>(doAll: DoAll<Item, Result>): Do<Item, Result> =>
  async (item) =>
    (await doAll([item]))[0] as Result;

/** What comes while others are under way waits, and is done together with all that waits then. */
export function gathered<Item, Result>(doAll: DoAll<Item, Result>): Do<Item, Result> {
  const waiting: { item: Item; done: PromiseWithResolvers<Result> }[] = [];
  let isUnderWay = false;

  async function doAllThatWaits(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, togetherMax);
      try {
        const results = await doAll(batch.map(({ item }) => item));
        for (const [index, { done }] of batch.entries()) done.resolve(results[index] as Result);
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
      await turnOfTheEventLoop();
    }
    isUnderWay = false;
  }

  return (item) => {
    const done = Promise.withResolvers<Result>();
    waiting.push({ item, done });
    if (!isUnderWay) {
      isUnderWay = true;
      void turnOfTheEventLoop().then(doAllThatWaits);
    }
    return done.promise;
  };
}

/** What other connections have sent is read meanwhile: a database in the process itself leaves no other time for it. */
const turnOfTheEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
