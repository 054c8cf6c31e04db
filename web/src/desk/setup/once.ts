/**
 * What was made for a request, kept by what it was made of: trying again after a lost answer, with the same answers, sends
 * the very bytes of the first try, by which the server knows it again.
 */
export class Once<T> {
  readonly #made = new Map<string, Promise<T>>();

  /** What was made of that, or is made now. */
  async of(what: string, make: () => Promise<T>): Promise<T> {
    const made = this.#made.get(what) ?? make();
    this.#made.set(what, made);
    // What could not be made is made anew.
    made.catch(() => this.#made.delete(what));
    return made;
  }

  /** Forgets all of it: it was refused for what cannot be mended in what was made. */
  forget(): void {
    this.#made.clear();
  }
}
