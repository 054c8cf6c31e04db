/**
 * What every error of sealing has in common: a `kind` to act on and a message that says what is wrong in words and
 * never quotes what was read, since that may be secret.
 */
export abstract class SealingError<Kind extends string> extends Error {
  /** What went wrong, for code to tell apart. */
  readonly kind: Kind;

  protected constructor(name: string, kind: Kind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = name;
    this.kind = kind;
  }
}
