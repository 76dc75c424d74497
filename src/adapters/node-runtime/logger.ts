import { destination, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';
import { LinesTogether } from './lines-together.ts';

const descriptors = { stdout: 1, stderr: 2 } as const;

/** JSON lines. What is worse than information is written before the call returns, with all that came before. */
export function createLogger(level: string, stream: keyof typeof descriptors): Logger {
  const out = destination({ fd: descriptors[stream], sync: true });
  const lines = new LinesTogether((text) => out.write(text));
  // The last words of a process that dies are not lost, unless it is killed.
  process.once('exit', () => lines.flush());
  return pino(
    {
      level,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorInLog },
    },
    lines,
  );
}

/** Of an error no more than this: that of a database's driver has the statement with its values as well. */
function errorInLog(error: Error): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack, code, errno } = stdSerializers.err(error);
  return { type, message, stack, code, errno };
}
