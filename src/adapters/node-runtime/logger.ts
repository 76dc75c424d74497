import { destination, type Logger, pino, stdTimeFunctions } from 'pino';

const descriptors = { stdout: 1, stderr: 2 } as const;

/** JSON lines. Written before the call returns, so that the last words of a process that dies are not lost. */
export const createLogger = (level: string, stream: keyof typeof descriptors): Logger =>
  pino(
    {
      level,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination({ fd: descriptors[stream], sync: true }),
  );
