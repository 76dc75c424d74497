// Loaded into the service with `--import`: tells whoever started it what memory it has.
import { setInterval } from 'node:timers';

export interface MemorySample extends NodeJS.MemoryUsage {
  /** Sockets, timers and whatever else keeps a process alive. */
  readonly handles: number;
}

const everyMilliseconds = 2000;

setInterval(() => {
  const sample: MemorySample = {
    ...process.memoryUsage(),
    handles: process.getActiveResourcesInfo().length,
  };
  process.send?.(sample);
}, everyMilliseconds).unref();
