interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

type Labels = Readonly<Record<string, string | number>>;

/** What Prometheus is told in one scrape. */
export class Scraped {
  readonly samples: readonly Sample[];

  private constructor(readonly text: string) {
    this.samples = text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map(sampleIn);
  }

  /** @param port - of this machine. */
  static async from(port: number | undefined): Promise<Scraped> {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    if (answer.status !== 200) throw new Error(`The metrics were answered with ${answer.status}.`);
    return new Scraped(await answer.text());
  }

  get names(): ReadonlySet<string> {
    return new Set(this.samples.map(({ name }) => name));
  }

  /** The sum of all that have the name and these labels; `undefined` where there is none. */
  value(name: string, labels: Labels = {}): number | undefined {
    const values = this.samples
      .filter((sample) => sample.name === name && matches(sample.labels, labels))
      .map(({ value }) => value);
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  }
}

function sampleIn(line: string): Sample {
  const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [
    key,
    text,
  ]);
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}

const matches = (labels: Sample['labels'], wanted: Labels): boolean =>
  Object.entries(wanted).every(([name, value]) => labels[name] === String(value));
