/** The text of a Fluent file, put into the script by build.mjs. */
declare module "*.ftl" {
  const text: string;
  export default text;
}
