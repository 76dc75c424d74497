import { type DestinationStream, pino } from 'pino';

const waitMilliseconds = 50;
const charactersMax = 16_384;
/** In pino's numbers, which are those of bunyan. */
const infoLevel = 30;

/**
 * Writes lines of level info and below a few at a time: a system call for each request costs as much as what the request
 * does by itself. A worse one is written at once, behind those that wait.
 */
export class LinesTogether implements DestinationStream {
  /** Asks pino for the level of each line. */
  readonly [pino.symbols.needsMetadataGsym] = true;
  /** The level of the line that is written, which pino sets. */
  lastLevel = 0;

  private waiting = '';
  private timer: NodeJS.Timeout | undefined;

  /** @param out - writes before it returns. */
  constructor(private readonly out: (text: string) => void) {}

  write(line: string): void {
    this.waiting += line;
    if (this.lastLevel > infoLevel || this.waiting.length >= charactersMax) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), waitMilliseconds).unref();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.waiting;
    this.waiting = '';
    if (text !== '') this.out(text);
  }
}
