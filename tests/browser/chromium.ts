/** Debian's Chromium, which `.ci/need` installs, in both its builds. */

/** With all that a person's has: toolbars, which draw themselves in every window, and services of its maker's. */
export const WHOLE = "/usr/bin/chromium";

/** The same engine without them: a third less work for each story. */
export const SHELL = "/usr/bin/chromium-headless-shell";
