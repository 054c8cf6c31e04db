import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Milliseconds that something may take before the page says what it is doing. */
const PATIENCE = 300;

/** Says what is being waited for, once it takes longer than a moment. */
export function Wait({ children }: { children: string }): JSX.Element {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLong(true);
    }, PATIENCE);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <p class="wait" role="status">
      {isLong ? children : ""}
    </p>
  );
}
