//! Days and dates of the Gregorian calendar, and the text of `strftime`.

/// A moment in UTC, as `time.struct_time` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    /// 1 to 12, 1 to 31.
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    /// Monday is 0.
    pub weekday: i64,
    /// 1 to 366.
    pub year_day: i64,
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01 to a date.
pub fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl Civil {
    /// The moment so many seconds after 1970 began.
    pub fn of_seconds(seconds: i64) -> Self {
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let shifted = days + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 3).rem_euclid(7),
            year_day: days - days_of(year, 1, 1) + 1,
        }
    }

    /// Seconds since 1970 began.
    pub fn seconds(&self) -> i64 {
        days_of(self.year, self.month, self.day) * 86_400 + self.hour * 3600 + self.minute * 60 + self.second
    }

    fn day_name(&self) -> &'static str {
        DAYS.get(self.weekday.rem_euclid(7) as usize).copied().unwrap_or("?")
    }

    fn month_name(&self) -> &'static str {
        MONTHS.get((self.month - 1).rem_euclid(12) as usize).copied().unwrap_or("?")
    }

    /// `Sun Jun 20 23:21:05 1993`.
    pub fn asctime(&self) -> String {
        let (day, month) = (&self.day_name()[..3], &self.month_name()[..3]);
        format!("{day} {month} {:>2} {:02}:{:02}:{:02} {}", self.day, self.hour, self.minute, self.second, self.year)
    }

    /// Year and week by ISO 8601.
    fn iso_week(&self) -> (i64, i64) {
        let weeks_in = |year: i64| {
            let first = days_of(year, 1, 1);
            let weekday = (first + 3).rem_euclid(7);
            if weekday == 3 || (weekday == 2 && is_leap(year)) { 53 } else { 52 }
        };
        let week = (self.year_day - self.weekday - 1 + 10) / 7;
        if week < 1 {
            (self.year - 1, weeks_in(self.year - 1))
        } else if week > weeks_in(self.year) {
            (self.year + 1, 1)
        } else {
            (self.year, week)
        }
    }

    /// The text that a format gives in the C locale and in UTC; a letter that is not known stands as it is.
    pub fn strftime(&self, format: &str) -> String {
        let mut text = String::new();
        let mut chars = format.chars();
        while let Some(char) = chars.next() {
            if char != '%' {
                text.push(char);
                continue;
            }
            let Some(letter) = chars.next() else {
                text.push('%');
                break;
            };
            match self.field(letter) {
                Some(field) => text.push_str(&field),
                None => {
                    text.push('%');
                    text.push(letter);
                }
            }
        }
        text
    }

    fn field(&self, letter: char) -> Option<String> {
        let twelve = (self.hour + 11) % 12 + 1;
        Some(match letter {
            'a' => self.day_name()[..3].to_owned(),
            'A' => self.day_name().to_owned(),
            'b' | 'h' => self.month_name()[..3].to_owned(),
            'B' => self.month_name().to_owned(),
            'c' => self.asctime(),
            'C' => format!("{:02}", self.year / 100),
            'd' => format!("{:02}", self.day),
            'D' | 'x' => self.strftime("%m/%d/%y"),
            'e' => format!("{:>2}", self.day),
            'F' => self.strftime("%Y-%m-%d"),
            'g' => format!("{:02}", self.iso_week().0 % 100),
            'G' => self.iso_week().0.to_string(),
            'H' => format!("{:02}", self.hour),
            'I' => format!("{twelve:02}"),
            'j' => format!("{:03}", self.year_day),
            'k' => format!("{:>2}", self.hour),
            'l' => format!("{twelve:>2}"),
            'm' => format!("{:02}", self.month),
            'M' => format!("{:02}", self.minute),
            'n' => "\n".to_owned(),
            'p' => if self.hour < 12 { "AM" } else { "PM" }.to_owned(),
            'r' => self.strftime("%I:%M:%S %p"),
            'R' => self.strftime("%H:%M"),
            's' => self.seconds().to_string(),
            'S' => format!("{:02}", self.second),
            't' => "\t".to_owned(),
            'T' | 'X' => self.strftime("%H:%M:%S"),
            'u' => (self.weekday + 1).to_string(),
            'U' => format!("{:02}", (self.year_day + 6 - (self.weekday + 1) % 7) / 7),
            'V' => format!("{:02}", self.iso_week().1),
            'w' => ((self.weekday + 1) % 7).to_string(),
            'W' => format!("{:02}", (self.year_day + 6 - self.weekday) / 7),
            'y' => format!("{:02}", self.year.rem_euclid(100)),
            'Y' => self.year.to_string(),
            'z' => "+0000".to_owned(),
            'Z' => "UTC".to_owned(),
            '%' => "%".to_owned(),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_go_both_ways() {
        for seconds in (-100_000..100_000).map(|day| day * 86_399) {
            assert_eq!(Civil::of_seconds(seconds).seconds(), seconds);
        }
        let civil = Civil::of_seconds(1_767_225_600);
        assert_eq!((civil.year, civil.month, civil.day, civil.weekday, civil.year_day), (2026, 1, 1, 3, 1));
        assert_eq!(civil.strftime("%G-W%V-%u %j %U %W %y %I %p"), "2026-W01-4 001 00 00 26 12 AM");
    }
}
