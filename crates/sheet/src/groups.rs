//! Where a secret is divided so that a person can type it back. Does not change a character of it.

/// How a secret is divided into groups. A line ends only between groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// Bech32 (BIP 173): what is before the data and its separator `1` first, then fours.
    Bech32,
    /// After the blanks and dashes the service printed, and nowhere else.
    Printed,
}

/// A group longer than this is cut, so that it fits on a line of its own.
const LONGEST: usize = 24;
/// The most groups in one line.
const MOST: usize = 8;

impl Grouping {
    /// The lines of `secret`, each as its groups: 16 characters in one line of Bech32, so that an age identity is its prefix
    /// and a square; 32 of anything else.
    pub(crate) fn rows(self, secret: &str) -> Vec<Vec<&str>> {
        let longest = match self {
            Self::Bech32 => 16,
            Self::Printed => 32,
        };
        let mut rows: Vec<Vec<&str>> = Vec::new();
        let mut room = 0;
        for group in self.split(secret) {
            let length = group.chars().count();
            match rows.last_mut().filter(|row| length <= room && row.len() < MOST) {
                Some(row) => row.push(group),
                None => {
                    rows.push(vec![group]);
                    room = longest;
                }
            }
            room = room.saturating_sub(length);
        }
        rows
    }

    /// The groups of `secret`, in order; joined they are `secret` again.
    fn split(self, secret: &str) -> Vec<&str> {
        match self {
            Self::Bech32 => {
                let data = secret.rfind('1').map_or(0, |separator| separator + 1);
                let (prefix, data) = secret.split_at(data);
                let mut groups = chunks(prefix, LONGEST);
                groups.extend(chunks(data, 4));
                groups
            }
            Self::Printed => secret
                .split_inclusive(|c: char| c.is_whitespace() || c == '-')
                .flat_map(|group| chunks(group, LONGEST))
                .collect(),
        }
    }
}

/// `text` in pieces of `size` characters, the last one shorter; none of an empty text.
fn chunks(text: &str, size: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.char_indices().nth(size).map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDENTITY: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

    #[test]
    fn an_age_identity_is_its_prefix_and_fours() {
        let groups = Grouping::Bech32.split(IDENTITY);
        assert_eq!(groups.first(), Some(&"AGE-SECRET-KEY-1"));
        assert_eq!(groups.len(), 16, "one prefix, 14 fours and a pair");
        assert!(groups[1..15].iter().all(|group| group.len() == 4));
        assert_eq!(groups.concat(), IDENTITY);
    }

    #[test]
    fn an_age_identity_is_a_line_and_a_square() {
        let lines: Vec<usize> =
            Grouping::Bech32.rows(IDENTITY).iter().map(|row| row.concat().len()).collect();
        assert_eq!(lines, [16, 16, 16, 16, 10]);
        assert_eq!(Grouping::Bech32.rows(IDENTITY).concat().concat(), IDENTITY);
    }

    #[test]
    fn a_printed_key_is_divided_where_its_service_did() {
        assert_eq!(Grouping::Printed.split("EsTx 9cbR-77é"), ["EsTx ", "9cbR-", "77é"]);
    }

    #[test]
    fn a_group_that_no_line_could_hold_is_cut() {
        let long = "é".repeat(50);
        let groups = Grouping::Printed.split(&long);
        assert_eq!(groups.iter().map(|group| group.chars().count()).collect::<Vec<_>>(), [24, 24, 2]);
        assert_eq!(groups.concat(), long);
    }
}
