import type { Logger } from 'pino';
import type { OperationalLog } from '../../application/ports/operational-log.ts';

export class PinoOperationalLog implements OperationalLog {
  constructor(private readonly logger: Logger) {}

  warn(message: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.logger.warn(details, message);
  }

  error(message: string, error: unknown, details: Readonly<Record<string, unknown>> = {}): void {
    this.logger.error({ ...details, err: error }, message);
  }
}
