//! Days and moments as services print them: ISO 8601, numbers in either order, names of months in several languages.
//! It tells where they stand; what they mean is said by the words before them.

use std::ops::Range;
use std::time::{Duration, UNIX_EPOCH};

use super::Stated;

/// Which comes first where only numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberOrder {
    MonthFirst,
    DayFirst,
}

/// Every date of `text` with the bytes it takes, in order. Looks at each place once and a little ahead.
pub(crate) fn dates(text: &str, order: NumberOrder) -> Vec<(Range<usize>, Stated)> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if at >= from
            && c.is_alphanumeric()
            && !before.is_alphanumeric()
            && let Some(rest) = text.get(at..)
        {
            let mut cursor = Cursor { rest };
            if let Some(stated) = moment(&mut cursor, order) {
                from = text.len() - cursor.rest.len();
                found.push((at..from, stated));
            }
        }
        before = c;
    }
    found
}

#[derive(Clone, Copy)]
struct Day {
    year: u32,
    month: u32,
    day: u32,
}

#[derive(Clone, Copy)]
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn take(&mut self, is: impl Fn(char) -> bool, most: usize) -> &'a str {
        let end = self.rest.char_indices().take(most).find(|(_, c)| !is(*c)).map_or_else(
            || self.rest.char_indices().nth(most).map_or(self.rest.len(), |(at, _)| at),
            |(at, _)| at,
        );
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn number(&mut self, digits: Range<usize>) -> Option<u32> {
        let taken = self.take(|c| c.is_ascii_digit(), 10);
        (digits.contains(&taken.len())).then(|| taken.parse().ok()).flatten()
    }

    fn one_of(&mut self, chars: &[char]) -> Option<char> {
        let c = self.rest.chars().next().filter(|c| chars.contains(c))?;
        self.rest = self.rest.get(c.len_utf8()..)?;
        Some(c)
    }

    fn blanks(&mut self) {
        self.take(|c| c == ' ' || c == '\u{a0}' || c == '\u{202f}', 3);
    }

    fn word(&mut self) -> &'a str {
        self.take(char::is_alphabetic, 12)
    }

    fn at_end(&self) -> bool {
        !self.rest.chars().next().is_some_and(char::is_alphanumeric)
    }
}

fn moment(cursor: &mut Cursor<'_>, order: NumberOrder) -> Option<Stated> {
    let readers: [fn(&mut Cursor<'_>, NumberOrder) -> Option<Day>; 4] =
        [iso, numbers, |cursor, _| day_month(cursor), |cursor, _| month_day(cursor)];
    let (day, after) = readers.into_iter().find_map(|read| {
        let mut ahead = *cursor;
        let day = read(&mut ahead, order)?;
        is_real(day).then_some((day, ahead))
    })?;
    *cursor = after;
    let mut ahead = after;
    let time = time(&mut ahead);
    if time.is_some() {
        *cursor = ahead;
    } else if !after.at_end() {
        return None;
    }
    Some(stated(day, time))
}

fn is_real(day: Day) -> bool {
    (1970..=2199).contains(&day.year) && (1..=12).contains(&day.month) && (1..=31).contains(&day.day)
}

/// ISO 8601-1 §5.2.2.1, the extended form only: eight digits alone are more often a code.
fn iso(cursor: &mut Cursor<'_>, _: NumberOrder) -> Option<Day> {
    let year = cursor.number(4..5)?;
    let between = cursor.one_of(&['-', '/', '.'])?;
    let month = cursor.number(1..3)?;
    cursor.one_of(&[between])?;
    Some(Day { year, month, day: cursor.number(1..3)? })
}

fn numbers(cursor: &mut Cursor<'_>, order: NumberOrder) -> Option<Day> {
    let first = cursor.number(1..3)?;
    let between = cursor.one_of(&['/', '.', '-'])?;
    let second = cursor.number(1..3)?;
    cursor.one_of(&[between])?;
    let year = cursor.number(4..5)?;
    // Dots are written where the day comes first; a number above 12 is no month.
    let month_first = second > 12 || (first <= 12 && between != '.' && order == NumberOrder::MonthFirst);
    let (month, day) = if month_first { (first, second) } else { (second, first) };
    Some(Day { year, month, day })
}

/// `21 Nov 2026`, `21. November 2026`, `21 de noviembre de 2026`, `21st of November, 2026`.
fn day_month(cursor: &mut Cursor<'_>) -> Option<Day> {
    let day = cursor.number(1..3)?;
    ordinal(cursor);
    let month = month(cursor)?;
    cursor.one_of(&[',', '.']);
    cursor.blanks();
    filler(cursor);
    Some(Day { year: cursor.number(4..5)?, month, day })
}

/// `Nov 21, 2026`, `November 21st 2026`; a weekday before it is no part of it.
fn month_day(cursor: &mut Cursor<'_>) -> Option<Day> {
    let month = month(cursor)?;
    cursor.one_of(&['.']);
    cursor.blanks();
    let day = cursor.number(1..3)?;
    ordinal(cursor);
    cursor.one_of(&[',']);
    cursor.blanks();
    Some(Day { year: cursor.number(4..5)?, month, day })
}

fn ordinal(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if matches!(ahead.word(), "st" | "nd" | "rd" | "th" | "er") {
        *cursor = ahead;
    }
    cursor.one_of(&['.', '\u{ba}']);
    cursor.one_of(&['-']);
    cursor.blanks();
    filler(cursor);
}

fn filler(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if matches!(ahead.word(), "of" | "de" | "del") {
        *cursor = ahead;
        cursor.blanks();
    }
}

/// The first letters of the months in English, German, French, Spanish, Portuguese, Italian and Dutch.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen"],
    &["feb", "fev", "fév"],
    &["mar", "mär", "mrt", "maa"],
    &["apr", "abr", "avr"],
    &["may", "mai", "mag", "mei"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "ago", "aoû", "aou"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "déc", "dez", "dic"],
];

fn month(cursor: &mut Cursor<'_>) -> Option<u32> {
    let word = cursor.word().to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    let between = cursor.rest.starts_with([' ', '.', ',', '-', '\u{a0}']);
    cursor.one_of(&['-']);
    cursor.one_of(&['.']);
    cursor.blanks();
    if between { u32::try_from(at + 1).ok() } else { None }
}

/// Hours, minutes, seconds and what follows them, as ISO 8601 writes it, and the seconds since midnight in UTC.
struct Time {
    iso: String,
    secs: i64,
}

/// `22:22:26`, `10:22:26 PM`, `T22:22:26.123Z`, `14:35:57 GMT+0530`. A time without seconds says too little and is dropped.
fn time(cursor: &mut Cursor<'_>) -> Option<Time> {
    cursor.one_of(&[',']);
    let mut ahead = *cursor;
    ahead.blanks();
    if matches!(ahead.word(), "T" | "t" | "at" | "um" | "a" | "à" | "às" | "alle") {
        *cursor = ahead;
    }
    cursor.one_of(&['_']);
    cursor.blanks();
    let mut hour = cursor.number(1..3)?;
    // A browser writes a colon of a file name as _ or -.
    let between = cursor.one_of(&[':', '_', '-'])?;
    let minute = cursor.number(2..3)?;
    let mut second = None;
    let mut fraction = "";
    let mut ahead = *cursor;
    if ahead.one_of(&[between]).is_some() {
        second = Some(ahead.number(2..3)?);
        *cursor = ahead;
        if ahead.one_of(&['.']).is_some() {
            let digits = ahead.take(|c| c.is_ascii_digit(), 9);
            if !digits.is_empty() {
                fraction = digits;
                *cursor = ahead;
            }
        }
    }
    let mut ahead = *cursor;
    ahead.blanks();
    match ahead.word().to_ascii_lowercase().as_str() {
        "am" => (hour, *cursor) = (hour % 12, ahead),
        "pm" => (hour, *cursor) = (hour % 12 + 12, ahead),
        _ => {}
    }
    let (zone, offset) = zone(cursor);
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 60) {
        return None;
    }
    let iso = match second {
        Some(second) if fraction.is_empty() => format!("T{hour:02}:{minute:02}:{second:02}{zone}"),
        Some(second) => format!("T{hour:02}:{minute:02}:{second:02}.{fraction}{zone}"),
        None => String::new(),
    };
    let secs = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second.unwrap_or(0)) - offset;
    Some(Time { iso, secs })
}

/// `Z`, `UTC`, `GMT+0530`, `+05:30`; as ISO 8601 writes it and in seconds east of Greenwich.
fn zone(cursor: &mut Cursor<'_>) -> (String, i64) {
    let mut ahead = *cursor;
    ahead.blanks();
    let name = ahead.word();
    let is_utc = matches!(name, "Z" | "UTC" | "GMT");
    let mut numbers = if is_utc || name.is_empty() { ahead } else { *cursor };
    if let Some(sign) = numbers.one_of(&['+', '-']) {
        let digits = numbers.take(|c| c.is_ascii_digit() || c == ':', 5);
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<i64>().ok());
        if let (4, Some(hours @ 0..=14), Some(minutes @ 0..=59)) = (digits.len(), part(0..2), part(2..4)) {
            *cursor = numbers;
            let east = hours * 3600 + minutes * 60;
            return (format!("{sign}{hours:02}:{minutes:02}"), if sign == '+' { east } else { -east });
        }
    }
    if is_utc {
        *cursor = ahead;
        return ("Z".to_owned(), 0);
    }
    (String::new(), 0)
}

fn stated(day: Day, time: Option<Time>) -> Stated {
    let Day { year, month, day } = day;
    let (written, secs) = time.map_or_else(|| (String::new(), 0), |time| (time.iso, time.secs));
    let total = days_since_1970(year, month, day) * 86_400 + secs;
    let span = Duration::from_secs(total.unsigned_abs());
    let at = if total < 0 { UNIX_EPOCH - span } else { UNIX_EPOCH + span };
    Stated { iso: format!("{year:04}-{month:02}-{day:02}{written}"), at }
}

/// The days of the Gregorian calendar, years beginning in March so that the leap day is the last.
fn days_since_1970(year: u32, month: u32, day: u32) -> i64 {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leaps = year / 4 - year / 100 + year / 400;
    year * 365 + leaps + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(String, u64)> {
        let (_, stated) = dates(text, NumberOrder::MonthFirst).into_iter().next()?;
        Some((stated.iso, stated.at.duration_since(UNIX_EPOCH).unwrap().as_secs()))
    }

    // The seconds are those of `date -u -d`.
    #[test]
    fn dates_read_as_printed() {
        for (text, iso, secs) in [
            ("on 2026-11-21 for", "2026-11-21", 1_795_219_200),
            ("Generated: 2026-11-21T22:22:26.123Z", "2026-11-21T22:22:26.123Z", 1_795_299_746),
            ("Generated: 11/21/2026, 10:22:26 PM", "2026-11-21T22:22:26", 1_795_299_746),
            ("em: 21/11/2026, 22:22:26", "2026-11-21T22:22:26", 1_795_299_746),
            ("am 21.11.2026 um 22:22 Uhr", "2026-11-21", 1_795_299_720),
            ("on: Mon Apr 18 2022 14:35:57 GMT+0530 (India)", "2022-04-18T14:35:57+05:30", 1_650_272_757),
            ("21 Nov 2026", "2026-11-21", 1_795_219_200),
            ("November 21st, 2026", "2026-11-21", 1_795_219_200),
            ("21 de novembro de 2026", "2026-11-21", 1_795_219_200),
            ("le 21 août 2026", "2026-08-21", 1_787_270_400),
            ("29.02.2024", "2024-02-29", 1_709_164_800),
            ("codes-2026-03-04T11_22_33.123456", "2026-03-04T11:22:33.123456", 1_772_623_353),
        ] {
            assert_eq!(first(text), Some((iso.to_owned(), secs)), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for text in
            ["1234-5678", "20261121", "2026-13-01", "A2026-11-21", "32/32/2026", "2026-11-211", "march on 21"]
        {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_of_numbers_is_the_callers_where_both_fit() {
        let one = |order| dates("03/04/2026", order).remove(0).1.iso;
        assert_eq!(one(NumberOrder::MonthFirst), "2026-03-04");
        assert_eq!(one(NumberOrder::DayFirst), "2026-04-03");
    }
}
