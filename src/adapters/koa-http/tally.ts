/** Counts what each of many holds. Of those who hold nothing it keeps nothing. */
export class Tally {
  private readonly counts = new Map<string, number>();
  private sum = 0;

  get total(): number {
    return this.sum;
  }

  of(holder: string): number {
    return this.counts.get(holder) ?? 0;
  }

  add(holder: string, count = 1): void {
    this.sum += count;
    this.counts.set(holder, this.of(holder) + count);
  }

  remove(holder: string, count = 1): void {
    this.sum -= count;
    const left = this.of(holder) - count;
    if (left === 0) this.counts.delete(holder);
    else this.counts.set(holder, left);
  }
}
