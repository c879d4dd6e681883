const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/** So many digits are seconds of a year after 5000. */
const MILLISECONDS = /^\d{12,}$/;

/**
 * What is wrong with a value of a Date operator, or undefined: AWS reads ISO 8601 and seconds since 1970.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function wrongDate(text: string): string | undefined {
  if (MILLISECONDS.test(text)) return `${text} are milliseconds, and AWS reads seconds since 1970.`;
  return /^\d{5,}$/.test(text) || isInCalendar(text)
    ? undefined
    : `${JSON.stringify(text)} is no date such as 2026-01-31T00:00:00Z.`;
}

function isInCalendar(text: string): boolean {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  const [, year = "", month = "01", day = "01", hour = "00", minute = "00", second = "00"] = parts;
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
  return isTime && Number(day) > 0 && Number(day) <= daysIn(Number(year), Number(month));
}

/** How many days a month has; none where there is no such month. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
