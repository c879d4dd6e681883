const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/**
 * Answers a whole or decimal number as Numeric operators compare it; NaN for anything else, whatever a program would make of it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric
 */
export function toNumber(text: string): number {
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

const SECONDS = /^\d{5,}(\.\d+)?$/;
const W3C_DATE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Answers the milliseconds of a W3C date, or of seconds since 1970, as Date operators compare them; NaN for anything else,
 * which a program would read in the zone of its machine. A time without a zone is UTC.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 * https://www.w3.org/TR/NOTE-datetime
 */
export function toTime(text: string): number {
  if (SECONDS.test(text)) return Number(text) * 1000;
  const [, year = "", month = "01", day = "01", time, zone = ""] = W3C_DATE.exec(text) ?? [];
  if (year === "" || (time === undefined && zone !== "") || !isDay(Number(year), Number(month), Number(day)))
    return Number.NaN;
  return Date.parse(`${year}-${month}-${day}${time ?? "T00:00"}${zone === "" ? "Z" : zone}`);
}

/** Whether a month has a day: a program takes the 30th of February for the 2nd of March. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
