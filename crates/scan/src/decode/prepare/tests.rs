//! What each change does to pictures small enough to check by hand.

use super::*;

fn picture(width: u32, pixels: &[u8]) -> LumaImage {
    let height = u32::try_from(pixels.len()).expect("small") / width;
    LumaImage::new(pixels.to_vec(), width, height).expect("whole rows")
}

#[test]
fn doubling_keeps_flat_pictures_flat_and_edges_between_their_sides() {
    let doubled = double(picture(2, &[0, 100, 0, 100]).view());
    assert_eq!((doubled.view().width(), doubled.view().height()), (4, 4));
    assert!(doubled.view().rows().all(|row| row == [0, 25, 75, 100]));
}

#[test]
fn halving_averages_four_and_drops_an_odd_edge() {
    let halved = halve(picture(3, &[0, 100, 9, 200, 100, 9, 7, 7, 7]).view());
    assert_eq!(halved.view().pixels(), [100]);
    assert_eq!(halve(picture(1, &[5]).view()).view().pixels(), [5]);
}

#[test]
fn smoothing_keeps_the_mean_and_lowers_a_spike() {
    let mut pixels = vec![100; 81];
    pixels[40] = 255;
    let smoothed = smooth(picture(9, &pixels).view());
    let peak = smoothed.view().pixels().iter().max();
    assert!(peak.is_some_and(|peak| (101..115).contains(peak)), "{peak:?}");
    assert!(smooth(picture(4, &[77; 16]).view()).view().pixels().iter().all(|pixel| *pixel == 77));
}

#[test]
fn equalising_gives_a_dark_corner_its_contrast() {
    // The left half runs through the shades 10 to 41 again and again, the right half through 100 to 255.
    let row: Vec<u8> =
        (0..160).map(|x| if x < 80 { 10 + x % 32 } else { 100 + (x - 80) * 2 % 156 }).collect();
    let equalised = equalise(picture(160, &row.repeat(80)).view());
    let line: Vec<u8> = equalised.view().rows().nth(40).expect("a row").iter().take(64).copied().collect();
    let (low, high) = (line.iter().min().expect("pixels"), line.iter().max().expect("pixels"));
    assert!(high - low > 60, "{low}..{high}");
}

#[test]
fn no_change_fails_on_the_smallest_pictures() {
    for (width, pixels) in [(1, &[9][..]), (1, &[9, 200, 3]), (3, &[9, 200, 3])] {
        let picture = picture(width, pixels);
        for changed in [smooth, double, halve, equalise].map(|change| change(picture.view())) {
            assert!(changed.view().width() >= 1 && changed.view().height() >= 1);
        }
    }
}
