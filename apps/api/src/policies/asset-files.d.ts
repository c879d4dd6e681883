/** An asset that is imported as a file is the path where it lies, on the disk or within the binary. */
declare module "*.json.gz" {
  const path: string;
  export default path;
}
declare module "*.json.br" {
  const path: string;
  export default path;
}
