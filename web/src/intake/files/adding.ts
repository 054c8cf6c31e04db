/** Files that were chosen and do not stand in the list yet: the server is asked first how much it takes. */

/** Adds one choice after the other. */
export class Adding {
  #last: Promise<boolean> = Promise.resolve(true);
  #count = 0;

  /** Whether something was chosen that is not in the list yet. */
  get isUnderWay(): boolean {
    return this.#count > 0;
  }

  /** @param add - adds a choice; tells whether all of it was taken */
  begin(add: () => Promise<boolean>): void {
    const before = this.isUnderWay ? this.#last : Promise.resolve(true);
    this.#count += 1;
    this.#last = before.then(async (wereTaken) => {
      try {
        return (await add()) && wereTaken;
      } finally {
        this.#count -= 1;
      }
    });
  }

  /** Settled once all that was chosen is in the list: whether everything was taken that was still to be added. */
  get done(): Promise<boolean> {
    return this.isUnderWay ? this.#last : Promise.resolve(true);
  }
}
