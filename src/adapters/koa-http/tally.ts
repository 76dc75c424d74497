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

  add(holder: string): void {
    this.sum += 1;
    this.counts.set(holder, this.of(holder) + 1);
  }

  remove(holder: string): void {
    this.sum -= 1;
    const left = this.of(holder) - 1;
    if (left === 0) this.counts.delete(holder);
    else this.counts.set(holder, left);
  }
}
