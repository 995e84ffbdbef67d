// A small fast seeded generator of pseudo-random numbers (sfc32).
// With 32 bits of state the streams of many essays would run into one another and give them the same sentences,
// so the state has 128.
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;

  seed(text: string, seed: number): void {
    let h = 0x811c9dc5;
    let k = 0x1b873593;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      h = Math.imul(h ^ code, 0x01000193);
      k = Math.imul(k + code, 0x9e3779b1) ^ (k >>> 15);
    }
    this.a = h;
    this.b = seed | 0;
    this.c = k ^ Math.floor(seed / 0x100000000);
    this.counter = 1;
    for (let i = 0; i < 12; i++) this.next();
  }

  next(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  below(n: number): number {
    return Math.floor((this.next() / 0x100000000) * n);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }
}
