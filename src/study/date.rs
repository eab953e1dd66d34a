//! Dates for file names and for what was read when, in UTC.
//!
//! No time zones, no parsing: a file name must sort, be unique enough and hold no character that a file system refuses.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970 in UTC; 0 for a clock that stands before that.
pub fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or(0)
}

/// `2026-11-20`, for people.
pub fn day(time_secs: u64) -> String {
    let (year, month, day) = civil(time_secs / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2026-11-20 13.25.31`, for file names.
pub fn stamp(time_secs: u64) -> String {
    let second = time_secs % 86_400;
    format!("{} {:02}.{:02}.{:02}", day(time_secs), second / 3600, second / 60 % 60, second % 60)
}

/// Year, month and day of a day counted from 1970-01-01 (Howard Hinnant, `civil_from_days`).
fn civil(days: u64) -> (u64, u64, u64) {
    // Counted from 1 March of the year 0, leap days come last in a year and in a 400-year era of 146,097 days.
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(stamp(0), "1970-01-01 00.00.00");
        assert_eq!(stamp(951_782_399), "2000-02-28 23.59.59");
        assert_eq!(day(951_782_400), "2000-02-29");
        assert_eq!(day(951_868_800), "2000-03-01");
        assert_eq!(stamp(4_102_444_799), "2099-12-31 23.59.59");
        assert_eq!(stamp(1_795_181_131), "2026-11-20 13.25.31");
    }

    #[test]
    fn the_end_of_time_has_a_date() {
        assert!(stamp(u64::MAX).ends_with(".15"));
    }
}
