import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const keyMaterial = {
  patterns: [
    {
      regex: "^(age-encryption|@noble/|@scure/|node:crypto$|crypto$)",
      message: "Only src/sealing may reach for cryptography: call what it exports.",
    },
  ],
};

const ambientCryptography = [
  { name: "crypto", message: "Only src/sealing may reach for cryptography: call what it exports." },
];

const cryptoOfTheGlobalObject = ["globalThis", "window", "self"].map((object) => ({
  object,
  property: "crypto",
  message: "Only src/sealing may reach for cryptography: call what it exports.",
}));

const weakRandomness = {
  object: "Math",
  property: "random",
  message: "Not random enough for anything here: src/sealing/random.ts draws what is needed.",
};

// The intake leaves nothing behind on the reporter's computer.
const whatStays = ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"];

export default defineConfig(
  globalIgnores(["dist/", "node_modules/"]),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ["./tsconfig.json", "./tests/tsconfig.json"], tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-console": "error",
      "no-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      eqeqeq: ["error", "always"],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/strict-boolean-expressions": "error",
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-imports": ["error", keyMaterial],
      "no-restricted-globals": ["error", ...ambientCryptography],
      "no-restricted-properties": ["error", ...cryptoOfTheGlobalObject, weakRandomness],
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]",
          message: "Build nodes, never markup from strings.",
        },
      ],
    },
  },
  {
    files: ["src/sealing/**"],
    rules: {
      "no-restricted-imports": "off",
      "no-restricted-globals": [
        "error",
        ...["document", "window", "fetch", "XMLHttpRequest", ...whatStays].map((name) => ({
          name,
          message: "src/sealing is pure: it neither sees the page nor reaches the network or a store.",
        })),
      ],
      "no-restricted-properties": [
        "error",
        weakRandomness,
        { object: "Date", property: "now", message: "Time is a parameter." },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Time is a parameter." },
      ],
    },
  },
  {
    files: ["src/intake/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...ambientCryptography,
        ...whatStays.map((name) => ({ name, message: "The intake leaves nothing behind." })),
      ],
      "no-restricted-properties": [
        "error",
        ...cryptoOfTheGlobalObject,
        weakRandomness,
        { object: "document", property: "cookie", message: "The intake leaves nothing behind." },
        ...whatStays.flatMap((property) =>
          ["globalThis", "window", "self"].map((object) => ({
            object,
            property,
            message: "The intake leaves nothing behind.",
          })),
        ),
      ],
    },
  },
  {
    // Tests compare with other implementations and make what production refuses to make.
    files: ["tests/**"],
    rules: { "no-restricted-imports": "off" },
  },
  {
    // Command line scripts: they speak to whoever runs them, and hash what they build.
    files: ["*.mjs", "absent/*.mjs", "tests/**/*.mjs"],
    rules: {
      "no-console": "off",
      "no-restricted-imports": "off",
      "@typescript-eslint/explicit-module-boundary-types": "off",
      // What is imported from a bundle made a moment ago has no type but the one it is given.
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
);
