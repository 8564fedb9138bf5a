//! Correcting one block of codewords (ISO/IEC 18004:2015, 7.5.2: GF(256) by x^8 + x^4 + x^3 + x^2 + 1, first root 1).
//! Unlike the usual decoders it takes erasures: a codeword known to be doubtful costs half of one that is silently wrong
//! (Blahut, "Theory and Practice of Error Control Codes", 1983, section 9.2).

/// Checks that are never used up by correcting. The chance that noise passes for a block is 2^-16 or less; with all used
/// up, every block could be "corrected" by giving up enough of it.
const SPARE: usize = 2;

/// Corrects `block`, whose last `checks` codewords are check codewords, in place. `erased` are indices of doubtful
/// codewords. Gives whether the block is a valid one now; otherwise it is as it was.
pub(super) fn correct(block: &mut [u8], checks: usize, erased: &[usize]) -> bool {
    let syndromes = syndromes(block, checks);
    if syndromes.iter().all(|syndrome| *syndrome == 0) {
        return true;
    }
    if erased.len() > checks {
        return false;
    }
    let Some(last) = block.len().checked_sub(1) else { return false };
    let location = |index: usize| power(2, last.saturating_sub(index));
    let erasures = erased.iter().fold(vec![1], |locator, index| multiply(&locator, &[1, location(*index)]));
    let locator = locator(&syndromes, erasures);
    let degree = locator.iter().rposition(|factor| *factor != 0).unwrap_or(0);
    if 2 * degree + SPARE > checks + erased.len() {
        return false;
    }
    let mut evaluator = multiply(&syndromes, &locator);
    evaluator.truncate(checks);
    // In this field the derivative keeps the odd powers, each lowered by one.
    let derivative: Vec<u8> =
        locator.iter().enumerate().skip(1).map(|(n, factor)| if n % 2 == 1 { *factor } else { 0 }).collect();

    let mut corrected = block.to_vec();
    let mut roots = 0;
    for (index, codeword) in corrected.iter_mut().enumerate() {
        let location = location(index);
        let inverse = inverse(location);
        if evaluate(&locator, inverse) == 0 {
            roots += 1;
            let steepness = evaluate(&derivative, inverse);
            if steepness == 0 {
                return false; // a double root: no pattern of errors gives these syndromes
            }
            let magnitude = times(evaluate(&evaluator, inverse), self::inverse(steepness));
            *codeword ^= times(location, magnitude);
        }
    }
    if roots != degree || self::syndromes(&corrected, checks).iter().any(|syndrome| *syndrome != 0) {
        return false;
    }
    block.copy_from_slice(&corrected);
    true
}

/// The block as a polynomial at the first powers of 2; all zero if it is valid.
fn syndromes(block: &[u8], checks: usize) -> Vec<u8> {
    let at = |root: u8| block.iter().fold(0, |sum, codeword| times(sum, root) ^ codeword);
    (0..checks).map(|n| at(power(2, n))).collect()
}

/// Berlekamp and Massey's search for the shortest locator that explains the syndromes, starting from the erasures.
fn locator(syndromes: &[u8], erasures: Vec<u8>) -> Vec<u8> {
    let erased = erasures.len() - 1;
    let mut length = erased;
    let mut previous = erasures.clone();
    let mut locator = erasures;
    for round in erased..syndromes.len() {
        let known = syndromes.iter().take(round + 1).rev();
        let discrepancy =
            locator.iter().zip(known).fold(0, |sum, (factor, syndrome)| sum ^ times(*factor, *syndrome));
        previous.insert(0, 0);
        if discrepancy == 0 {
            continue;
        }
        let changed = add_scaled(&locator, &previous, discrepancy);
        if 2 * length <= round + erased {
            length = round + 1 + erased - length;
            previous = locator.iter().map(|factor| times(*factor, inverse(discrepancy))).collect();
        }
        locator = changed;
    }
    locator
}

/// `a + factor * b`, for polynomials with the constant first.
fn add_scaled(a: &[u8], b: &[u8], factor: u8) -> Vec<u8> {
    let coefficient = |polynomial: &[u8], n: usize| polynomial.get(n).copied().unwrap_or(0);
    (0..a.len().max(b.len())).map(|n| coefficient(a, n) ^ times(coefficient(b, n), factor)).collect()
}

fn multiply(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut product = vec![0; (a.len() + b.len()).saturating_sub(1)];
    for (shift, factor) in a.iter().enumerate() {
        for (place, other) in product.iter_mut().skip(shift).zip(b) {
            *place ^= times(*factor, *other);
        }
    }
    product
}

/// The polynomial (constant first) at `x`.
fn evaluate(polynomial: &[u8], x: u8) -> u8 {
    polynomial.iter().rev().fold(0, |sum, factor| times(sum, x) ^ factor)
}

fn times(a: u8, b: u8) -> u8 {
    let (_, product) = (0..8).fold((a, 0), |(a, product), bit| {
        let product = if b >> bit & 1 == 1 { product ^ a } else { product };
        let doubled = if a & 0x80 == 0 { a << 1 } else { (a << 1) ^ 0x1d };
        (doubled, product)
    });
    product
}

fn power(base: u8, exponent: usize) -> u8 {
    let bits = (0..usize::BITS).rev().map(|bit| exponent >> bit & 1 == 1);
    bits.fold(1, |power, bit| {
        let square = times(power, power);
        if bit { times(square, base) } else { square }
    })
}

/// `1 / x`; 0 for 0, which is never asked.
fn inverse(x: u8) -> u8 {
    power(x, 254)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ISO/IEC 18004:2015, annex I.2: the number 01234567 in version 1-M.
    const EXAMPLE: [u8; 26] = [
        0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xa5,
        0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55,
    ];

    /// The example with the codewords at these places replaced.
    fn spoiled(places: impl IntoIterator<Item = usize>) -> [u8; 26] {
        let mut block = EXAMPLE;
        for place in places {
            block[place] ^= 0x5a;
        }
        block
    }

    #[test]
    fn the_example_of_the_standard_is_valid() {
        let mut block = EXAMPLE;
        assert!(correct(&mut block, 10, &[]));
        assert_eq!(block, EXAMPLE);
    }

    #[test]
    fn half_as_many_errors_as_checks_but_the_spare_are_corrected_anywhere() {
        for start in 0..22 {
            let mut block = spoiled(start..start + (10 - SPARE) / 2);
            assert!(correct(&mut block, 10, &[]), "{start}");
            assert_eq!(block, EXAMPLE);
        }
    }

    #[test]
    fn all_but_the_spare_checks_correct_erasures() {
        let erased: Vec<usize> = (8..18 - SPARE).collect();
        let mut block = spoiled(erased.iter().copied());
        assert!(correct(&mut block, 10, &erased));
        assert_eq!(block, EXAMPLE);
    }

    #[test]
    fn errors_and_erasures_share_the_checks() {
        let erased = [0, 2, 25, 24]; // 4, of which 2 are right, leave room for 2 errors
        let mut block = spoiled([0, 25, 10, 15]);
        assert!(correct(&mut block, 10, &erased));
        assert_eq!(block, EXAMPLE);
    }

    #[test]
    fn noise_is_not_corrected_however_much_of_it_is_given_up() {
        let mut noise: [u8; 26] = std::array::from_fn(|n| power(3, n * n + 7));
        for erased in 0..=10 {
            assert!(!correct(&mut noise, 10, &(0..erased).collect::<Vec<_>>()), "{erased}");
        }
    }

    #[test]
    fn too_many_errors_leave_the_block_as_it_was() {
        let mut block = spoiled((0..26).step_by(3));
        let before = block;
        assert!(!correct(&mut block, 10, &[]));
        assert_eq!(block, before);
    }
}
