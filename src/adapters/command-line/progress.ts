/** Where long work tells how far it is. */
type Terminal = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean };

const everyMilliseconds = 200;

/**
 * One line on the terminal that is written over as long work goes on. Where standard error is no terminal nothing is
 * written: it is for what goes wrong.
 */
export class Progress {
  private shownAt = -Infinity;
  private isShown = false;

  /** @param told - what is told of so much that is done, such as "120 of 5000 agents are moved". */
  constructor(
    private readonly told: (done: number) => string,
    private readonly terminal: Terminal = process.stderr,
  ) {}

  readonly report = (done: number): void => {
    const now = performance.now();
    if (!this.terminal.isTTY || now < this.shownAt + everyMilliseconds) return;
    this.shownAt = now;
    this.isShown = true;
    this.terminal.write(`\r${this.told(done)}${eraseRest}`);
  };

  /** Takes the line away, for what comes of the work. */
  end(): void {
    if (this.isShown) this.terminal.write(`\r${eraseRest}`);
    this.isShown = false;
  }
}

/** The control sequence EL of ECMA-48. */
const eraseRest = '\u001b[K';
