/** Opened files that a page holds: no more of them at once than a computer has the memory for. */

/** Bytes of opened files that are held at once; one that is larger is held alone. */
export const MOST_HELD = 256 * 1024 * 1024;

/**
 * Which of the held files give way to another: the oldest, where all are too much together. The newer ones come first.
 *
 * @param held - each with its bytes, the newest last
 * @param bytes - of the one that comes
 */
export function givingWay<Name>(held: readonly (readonly [Name, number])[], bytes: number): readonly Name[] {
  let sum = bytes;
  return [...held].reverse().flatMap(([name, size]) => {
    sum += size;
    return sum > MOST_HELD ? [name] : [];
  });
}
