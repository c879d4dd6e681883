/** Says in words where a console session starts. */
export function landing(destination: { host: string; service?: string; region?: string } | undefined): string {
  if (!destination) return "the AWS console";
  const place = destination.service ?? "the AWS console";
  return destination.region ? `${place}, ${destination.region}` : place;
}
