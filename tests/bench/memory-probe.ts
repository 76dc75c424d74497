// Loaded into the service with `--import`: tells whoever started it what memory it has, and what it holds open.
import { readdirSync } from 'node:fs';
import { setInterval } from 'node:timers';

export interface MemorySample extends NodeJS.MemoryUsage {
  /** Sockets, timers and whatever else keeps a process alive. */
  readonly handles: number;
  /** Files and sockets that are open, as the kernel counts them. */
  readonly descriptors: number;
}

const everyMilliseconds = 2000;

setInterval(() => {
  const sample: MemorySample = {
    ...process.memoryUsage(),
    handles: process.getActiveResourcesInfo().length,
    // One is that of the look itself.
    descriptors: readdirSync('/proc/self/fd').length - 1,
  };
  process.send?.(sample);
}, everyMilliseconds).unref();
