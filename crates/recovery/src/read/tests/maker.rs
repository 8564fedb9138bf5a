//! Makes random codes and the texts around them.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::services::Layout;

pub const DIGITS: &str = "0123456789";
pub const HEX: &str = "0123456789abcdef";
pub const LOWER: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
pub const UPPER: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
pub const MIXED: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A source of random codes.
pub struct Maker(StdRng);

impl Maker {
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// `count` different codes in groups.
    pub fn codes(&mut self, count: usize, groups: &[usize], separator: &str, alphabet: &str) -> Vec<String> {
        let alphabet: Vec<char> = alphabet.chars().collect();
        let mut codes: Vec<String> = Vec::new();
        while codes.len() < count {
            let group = |length: &usize| {
                (0..*length).map(|_| *alphabet.choose(&mut self.0).expect("not empty")).collect::<String>()
            };
            let code = groups.iter().map(group).collect::<Vec<_>>().join(separator);
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    /// A key of one layout, or as many codes as it has.
    pub fn of_layout(&mut self, layout: &Layout) -> Vec<String> {
        if let Some(words) = layout.words {
            return vec![self.words(words)];
        }
        let count = layout.count.unwrap_or(if layout.kind == crate::SetKind::List { 10 } else { 1 });
        let alphabet: String =
            layout.alphabet.chars().filter(|c| layout.prefix.is_empty() || c.is_ascii_digit()).collect();
        let mut codes = self.codes(count, &layout.groups, &layout.separator, &alphabet);
        for code in codes.iter_mut().filter(|_| !layout.prefix.is_empty()) {
            code.replace_range(..layout.prefix.len(), &layout.prefix);
        }
        codes
    }

    /// A phrase of made-up words.
    pub fn words(&mut self, count: usize) -> String {
        let word = |_| {
            let length = self.0.random_range(3..=8);
            (0..length)
                .map(|_| *b"abcdefghiklmnoprstuvwy".choose(&mut self.0).expect("not empty"))
                .map(char::from)
                .collect::<String>()
        };
        (0..count).map(word).collect::<Vec<_>>().join(" ")
    }
}

/// The codes in `columns`, row by row.
pub fn across(codes: &[String], columns: usize, gap: &str) -> String {
    codes.chunks(columns).map(|row| row.join(gap) + "\n").collect()
}

/// The codes in `columns`, column by column.
pub fn down(codes: &[String], columns: usize, gap: &str) -> String {
    let rows = codes.len().div_ceil(columns);
    (0..rows)
        .map(|row| {
            codes.iter().skip(row).step_by(rows).map(String::as_str).collect::<Vec<_>>().join(gap) + "\n"
        })
        .collect()
}

/// One code a line, numbered by `form` (`{n}` and `{c}`).
pub fn numbered(codes: &[String], first: u32, form: &str) -> String {
    let line = |(number, code): (u32, &String)| {
        form.replace("{n}", &number.to_string())
            .replace("{0n}", &format!("{number:02}"))
            .replace("{ n}", &format!("{number:2}"))
            .replace("{c}", code)
            + "\n"
    };
    (first..).zip(codes).map(line).collect()
}
