import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LimitMet } from '../../connections/database-failure.ts';
import type { Answer, Question, ThreadData } from './run-statements.ts';

/**
 * Of JavaScript: rows on their way, whose garbage is short-lived (docs/decisions/0012-a-small-young-generation.md). What SQLite
 * holds for a statement that ran once is given back with it.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 };

interface Waiting {
  readonly timer: NodeJS.Timeout;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** The thread ended, and nobody knows how far a statement came; whatever was not committed is undone. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';

  constructor() {
    super('The thread of the embedded database ended.');
  }
}

/** A thread with a connection to the embedded database. It keeps no process alive, while whoever waits for an answer does. */
export class SqliteThread {
  readonly ended: Promise<void>;
  isEnding = false;
  private readonly worker: Worker;
  /** The thread answers in the order in which it was asked. */
  private readonly waiting: Waiting[] = [];

  constructor(data: ThreadData) {
    // Beside this file, in the sources and in the build.
    const program = new URL(`./run-statements${extname(import.meta.url)}`, import.meta.url);
    // The settings of the process are not for it, nor are its secrets.
    this.worker = new Worker(program, { workerData: data, resourceLimits, execArgv: [], env: {} });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.worker.on('message', (answer: Answer) => this.answered(answer));
    this.worker.on('error', (error: Error) => this.end(error));
    this.worker.on('exit', () => {
      this.end(new ThreadEnded());
      resolve();
    });
    this.worker.unref();
  }

  /**
   * @throws LimitMet when the time is over, and then the thread is ended.
   * @throws ThreadEnded, or what ended the thread.
   * @throws Error of SQLite or `OtherRows`, with its code, and the place of the write that failed.
   */
  ask(question: Question, milliseconds: number): Promise<Answer> {
    if (this.isEnding) return Promise.reject(new ThreadEnded());
    return new Promise((resolve, reject) => {
      const late = () =>
        this.end(
          new LimitMet(
            'tooSlow',
            `The database did not answer a statement in ${Math.ceil(milliseconds)} ms.`,
          ),
        );
      this.waiting.push({ resolve, reject, timer: setTimeout(late, milliseconds) });
      this.worker.postMessage(question);
    });
  }

  /**
   * Ends it, whatever is under way, as soon as it next calls JavaScript.
   *
   * @param reason - what those who wait are told.
   */
  end(reason: Error): void {
    this.isEnding = true;
    for (const { timer, reject } of this.waiting.splice(0)) {
      clearTimeout(timer);
      reject(reason);
    }
    void this.worker.terminate();
  }

  private answered({ error, ...answer }: Answer): void {
    const waiting = this.waiting.shift();
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    if (error === undefined) waiting.resolve(answer);
    else waiting.reject(Object.assign(new Error(error.message), { code: error.code, write: error.write }));
  }
}
