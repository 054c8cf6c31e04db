/** What a file from the other side is by its name, where opening it is more than looking at it. A computer goes by the name. */

const PROGRAMS =
  /\.(?:exe|com|scr|pif|bat|cmd|msi|msix|msp|appx|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|cpl|dll|jar|reg|apk|ipa|app|dmg|pkg|command|sh|bash|run|deb|rpm|appimage|py|pl|rb|iso|img|vhd|vhdx)$/iu;
const PAGES = /\.(?:html?|xhtml?|mht|mhtml|svgz?|xml|shtml|chm)$/iu;
const SHORTCUTS = /\.(?:lnk|url|webloc|desktop|website|scf|inetloc|library-ms|search-ms|settingcontent-ms|appref-ms)$/iu;

/** The sentence that says so; null where the name tells of none. */
export function dangerOfName(name: string): "files-danger-program" | "files-danger-page" | "files-danger-shortcut" | null {
  // Windows takes dots and spaces off the end of a name.
  const ends = name.replace(/[. ]+$/u, "");
  if (PROGRAMS.test(ends)) return "files-danger-program";
  if (PAGES.test(ends)) return "files-danger-page";
  return SHORTCUTS.test(ends) ? "files-danger-shortcut" : null;
}
