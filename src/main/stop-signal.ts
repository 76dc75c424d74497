import type { Logger } from 'pino';

/** For what has no time of its own, such as telling whoever waits that nothing comes any more. */
const marginSeconds = 1;

/**
 * Aborted by SIGTERM or SIGINT, the reason being the signal's name. A second one ends the process at once; so does the
 * time that it has for stopping, whatever it still waits for.
 */
export function stopSignal(secondsMax: number, logger: Logger): AbortSignal {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(1);
    controller.abort(signal);
    const late = () => {
      logger.fatal({ stopSecondsMax: secondsMax }, 'not everything could be stopped in time');
      process.exit(1);
    };
    setTimeout(late, (secondsMax + marginSeconds) * 1000).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return controller.signal;
}
