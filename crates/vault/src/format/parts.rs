//! The same work on parts of a list, on as many cores as there are.
//!
//! It knows nothing of what the work is.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::{iter, thread};

/// Fewer items than this are not worth a thread.
const SMALLEST: usize = 512;
/// More threads than this find nothing left to do.
const MOST: usize = 8;

/// Does the work on consecutive parts of a list at the same time. The results are in the order of the list.
pub(super) fn in_parts<I: Sync, O: Send>(items: &[I], work: impl Fn(&[I]) -> O + Sync) -> Vec<O> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(MOST);
    let mut parts = items.chunks(items.len().div_ceil(cores).max(SMALLEST));
    let first = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        let joined =
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        iter::once(work(first)).chain(joined).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_in_order() {
        for count in [0, 1, SMALLEST, SMALLEST + 1, 20_000] {
            let items: Vec<_> = (0..count).collect();
            let parts = in_parts(&items, <[usize]>::to_vec);
            assert!(parts.len() <= MOST);
            assert_eq!(parts.concat(), items);
        }
    }
}
