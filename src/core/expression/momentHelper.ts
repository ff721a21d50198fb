import type { PythonHelper } from './pythonHelpers.ts';

/** Reads texts by a date format, whose pattern has a group for each directive. */
export const momentReader: PythonHelper = {
  name: 'moment_reader',
  imports: ['import datetime', 'import re'],
  code: `def moment_reader(pattern, date=False):
    """Reads texts of a pattern whose groups are strptime's letters; None for all other texts."""
    months = "january february march april may june july august september october november december"

    def read(text):
        found = re.fullmatch(pattern, text)
        if found is None:
            return None
        parts = found.groupdict()
        number = {name: int(part) for name, part in parts.items() if part.isdigit()}
        year = number["Y"] if "Y" in number else number["y"] + (1900 if number["y"] > 68 else 2000)
        hour = number.get("H", 0)
        if "p" in parts:
            hour = number["I"] % 12 + 12 * (parts["p"].lower() == "pm")
        try:
            month = number.get("m", 1)
            if "b" in parts or "B" in parts:
                names = [name[:3] if "b" in parts else name for name in months.split()]
                month = names.index((parts.get("b") or parts["B"]).lower()) + 1
            day = datetime.datetime(year, month, number.get("d", 1))
            if "j" in parts:
                day += datetime.timedelta(days=number["j"] - 1)
            if day.year != year:
                return None
            micro = int(parts.get("f", "0").ljust(6, "0"))
            moment = day.replace(hour=hour, minute=number.get("M", 0), second=number.get("S", 0))
        except (OverflowError, ValueError):
            return None
        return moment.date() if date else moment.replace(microsecond=micro)

    return read`,
};
