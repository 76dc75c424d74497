import { AbstractLogger, type LogLevel, type LogMessage } from 'typeorm';
import type { OperationalLog } from '../../application/ports/operational-log.ts';

/** Has operators hear of what TypeORM warns of, and migrations through it. */
export class TypeormWarnings extends AbstractLogger {
  constructor(private readonly operationalLog: OperationalLog) {
    super(['warn']);
  }

  protected writeLog(_: LogLevel, message: Parameters<AbstractLogger['prepareLogMessages']>[0]): void {
    for (const { message: text } of this.prepareLogMessages(message) as LogMessage[])
      this.operationalLog.warn(String(text));
  }
}
