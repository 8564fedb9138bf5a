//! How many QR codes the two pipelines of `scan` read and how long they take, beside bare zxing-cpp, rqrr and rxing on
//! the same pictures: the collection beside the project when it is there, our own specimens otherwise or with
//! `--specimens`. `--missed` names the pictures that the still pipeline misses. Times are processor time of this thread,
//! the least of a few runs; it asserts nothing.

use keepward_bench::quickest_cpu;
use scan::{Luma, Payload, Stage, Viewfinder, decode_frame, decode_still};
use std::{collections::BTreeMap, time::Duration};

#[expect(clippy::indexing_slicing, reason = "a missing key of the manifest is null")]
#[path = "../../../crates/scan/tests/collection/mod.rs"]
mod collection;
mod peers {
    //! The decoders alone, each as its documentation advises for thorough reading.

    use scan::Luma;
    use std::collections::HashSet;

    pub fn zxing_cpp(picture: Luma<'_>) -> Vec<String> {
        let view = zxingcpp::ImageView::from_slice(
            picture.pixels(),
            picture.width(),
            picture.height(),
            zxingcpp::ImageFormat::Lum,
        );
        let reader =
            zxingcpp::read().formats(zxingcpp::BarcodeFormat::QRCode).text_mode(zxingcpp::TextMode::Plain);
        let codes = reader.from(&view.expect("a whole picture")).unwrap_or_default();
        codes.iter().filter(|code| code.is_valid()).map(zxingcpp::Barcode::text).collect()
    }

    pub fn rqrr(picture: Luma<'_>) -> Vec<String> {
        let width = usize::try_from(picture.width()).expect("a width is a length");
        let height = usize::try_from(picture.height()).expect("a height is a length");
        let pixel = |x: usize, y: usize| picture.pixels().get(y * width + x).copied().unwrap_or_default();
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
        let grids = prepared.detect_grids();
        grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
    }

    pub fn rxing(picture: Luma<'_>) -> Vec<String> {
        use rxing::{BarcodeFormat, DecodeHintValue, DecodeHints};
        let mut hints = DecodeHints::default()
            .with(DecodeHintValue::TryHarder(true))
            .with(DecodeHintValue::AlsoInverted(true))
            .with(DecodeHintValue::PossibleFormats(HashSet::from([BarcodeFormat::QR_CODE])));
        let pixels = picture.pixels().to_vec();
        let found = rxing::helpers::detect_multiple_in_luma_with_hints(
            pixels,
            picture.width(),
            picture.height(),
            &mut hints,
        );
        found.unwrap_or_default().iter().map(|code| code.getText().to_owned()).collect()
    }
}
#[expect(clippy::as_conversions, clippy::indexing_slicing, reason = "drawing")]
#[path = "../../../crates/scan/tests/specimens/mod.rs"]
mod specimens;

use collection::Entry;

/// Pictures of each trouble, where the specimens are used.
const SPECIMENS: u8 = 12;

/// A way to read pictures, and what came of it.
struct Reader {
    name: String,
    read: Box<dyn Fn(Luma<'_>) -> Vec<String>>,
    results: Vec<Outcome>,
    /// Texts that are not on the picture, with and without a code.
    strangers: [u32; 2],
}

/// What came of one picture.
struct Outcome {
    /// Did it read a text that is there?
    read: bool,
    /// Did it read all of them, where there are several?
    read_all: bool,
    took: Duration,
}

impl Reader {
    fn new(name: impl Into<String>, read: impl Fn(Luma<'_>) -> Vec<String> + 'static) -> Self {
        Self { name: name.into(), read: Box::new(read), results: Vec::new(), strangers: [0; 2] }
    }

    fn of_payloads(name: impl Into<String>, read: impl Fn(Luma<'_>) -> Vec<Payload> + 'static) -> Self {
        Self::new(name, move |picture| {
            read(picture).iter().map(|payload| payload.as_str().to_owned()).collect()
        })
    }

    fn meet(&mut self, entry: &Entry) {
        let (texts, took) = quickest_cpu(3, || (self.read)(entry.picture.view()));
        let strangers = entry.strangers(&texts);
        if let Some(count) = self.strangers.get_mut(usize::from(entry.expected.is_empty())) {
            *count += u32::try_from(strangers).unwrap_or(u32::MAX);
        }
        let read = entry.has_any_of(&texts);
        let read_all = entry.expected.len() > 1 && entry.all_among(&texts);
        self.results.push(Outcome { read, read_all, took });
    }

    fn reads(&self, picture: usize) -> bool {
        self.results.get(picture).is_some_and(|outcome| outcome.read)
    }

    fn print(&self, with_code: usize) {
        let count = |is: fn(&Outcome) -> bool| self.results.iter().filter(|outcome| is(outcome)).count();
        let read = count(|outcome| outcome.read);
        let [median, most, longest] = quantiles(self.results.iter().map(|outcome| outcome.took));
        println!(
            "{:<34}{read:>5}{:>8.1} %{:>7}{:>7}{:>7}{median:>10.1}{most:>9.1}{longest:>9.1}",
            self.name,
            percent(read, with_code),
            count(|outcome| outcome.read_all),
            self.strangers.first().copied().unwrap_or_default(),
            self.strangers.get(1).copied().unwrap_or_default(),
        );
    }
}

/// The middle, the 95th of a hundred, and the longest, in milliseconds.
fn quantiles(times: impl Iterator<Item = Duration>) -> [f64; 3] {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    [500, 950, 1000].map(|per_mille| {
        let at = times.len().saturating_sub(1) * per_mille / 1000;
        times.get(at).map_or(0.0, |took| took.as_secs_f64() * 1e3)
    })
}

fn percent(part: usize, whole: usize) -> f64 {
    let part = f64::from(u32::try_from(part).unwrap_or(u32::MAX));
    part * 100.0 / f64::from(u32::try_from(whole.max(1)).unwrap_or(u32::MAX))
}

fn main() {
    let asked = |flag: &str| std::env::args().any(|argument| argument == flag);
    let folder = if asked("--specimens") { None } else { collection::folder() };
    let entries: Vec<Entry> =
        folder.map_or_else(own_entries, |folder| collection::entries(&folder).collect());
    let with_code = entries.iter().filter(|entry| !entry.expected.is_empty()).count();
    let with_several = entries.iter().filter(|entry| entry.expected.len() > 1).count();
    println!(
        "{with_code} pictures with codes ({with_several} with several), {} without",
        entries.len() - with_code
    );

    let mut readers = vec![
        Reader::of_payloads("viewfinder, one frame", decode_frame),
        Reader::of_payloads("viewfinder, one round of turns", |frame| {
            let mut finder = Viewfinder::default();
            let seen = Viewfinder::TURNS.iter().map(|_| finder.read(frame)).find(|found| !found.is_empty());
            seen.unwrap_or_default()
        }),
        Reader::of_payloads("still", decode_still),
        Reader::new("zxing-cpp alone", peers::zxing_cpp),
        Reader::new("rqrr alone", peers::rqrr),
        Reader::new("rxing alone", peers::rxing),
    ];
    let peers = readers.len();
    readers
        .extend(Stage::STILL.map(|stage| {
            Reader::of_payloads(format!("stage {stage:?}"), move |picture| stage.read(picture))
        }));
    let turns = Viewfinder::TURNS.iter().filter(|turn| !Stage::STILL.contains(turn));
    readers.extend(turns.map(|stage| {
        Reader::of_payloads(format!("stage {stage:?} (viewfinder only)"), |picture| stage.read(picture))
    }));
    for (number, entry) in entries.iter().enumerate() {
        for reader in &mut readers {
            reader.meet(entry);
        }
        if number % 50 == 49 {
            eprintln!("{} of {} pictures", number + 1, entries.len());
        }
    }
    println!(
        "{:<34}{:>5}{:>10}{:>7}{:>7}{:>7}{:>10}{:>9}{:>9}",
        "", "read", "", "all", "wrong", "false", "p50 ms", "p95 ms", "max ms"
    );
    for reader in &readers {
        reader.print(with_code);
    }
    print_frames(&readers, &entries);
    let stages = readers.get(peers..peers + Stage::STILL.len()).unwrap_or_default();
    print_gains(stages);
    if asked("--missed")
        && let Some(still) = readers.iter().find(|reader| reader.name == "still")
    {
        print_missed(still, &entries);
    }
}

/// The pictures of each set that a reader misses; of several codes on one, that it does not read all.
fn print_missed(reader: &Reader, entries: &[Entry]) {
    let mut missed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (entry, outcome) in entries.iter().zip(&reader.results) {
        let several = entry.expected.len() > 1;
        if !entry.expected.is_empty() && !outcome.read {
            missed.entry(&entry.set).or_default().push(entry.id.clone());
        } else if several && !outcome.read_all {
            missed.entry(&entry.set).or_default().push(format!("{} (in part)", entry.id));
        }
    }
    println!("\nmissed by {}", reader.name);
    for (set, ids) in missed {
        println!("{set}: {}", ids.join(", "));
    }
}

/// What each stage of the still pipeline adds to those before it, and what would be lost without it.
fn print_gains(stages: &[Reader]) {
    println!("\n{:<34}{:>8}{:>22}", "stage of the still pipeline", "adds", "nobody else reads");
    let pictures = stages.first().map_or(0, |stage| stage.results.len());
    for (number, stage) in stages.iter().enumerate() {
        let gained = |others: &[&Reader]| {
            (0..pictures).filter(|&p| stage.reads(p) && !others.iter().any(|other| other.reads(p))).count()
        };
        let before: Vec<&Reader> = stages.iter().take(number).collect();
        let others: Vec<&Reader> = stages.iter().filter(|other| other.name != stage.name).collect();
        println!("{:<34}{:>8}{:>22}", stage.name, gained(&before), gained(&others));
    }
}

/// The times on what a webcam sends, 1280 by 720, by themselves: the budget of a frame is for them.
fn print_frames(readers: &[Reader], entries: &[Entry]) {
    let is_frame =
        |entry: &Entry| (entry.picture.view().width(), entry.picture.view().height()) == (1280, 720);
    let frames: Vec<usize> = (0..entries.len()).filter(|&n| entries.get(n).is_some_and(is_frame)).collect();
    println!("\n{} pictures of 1280x720: p50, p95 and max ms", frames.len());
    for reader in readers {
        let times = frames.iter().filter_map(|&n| reader.results.get(n)).map(|outcome| outcome.took);
        let [median, most, longest] = quantiles(times);
        println!("{:<34}{median:>8.1}{most:>8.1}{longest:>8.1}", reader.name);
    }
}

/// Our own specimens as a collection.
fn own_entries() -> Vec<Entry> {
    use specimens::Condition;
    let with_code = Condition::ALL.into_iter().flat_map(|condition| {
        (0..SPECIMENS).map(move |index| {
            let specimen = condition.picture(index, SPECIMENS);
            let set = format!("{condition:?}");
            Entry {
                id: format!("{set}/{index}"),
                set,
                picture: specimen.picture,
                expected: specimen.texts,
                unnamed: 0,
            }
        })
    });
    let without = (0..SPECIMENS).map(|index| Entry {
        id: format!("none/{index}"),
        set: "none".to_owned(),
        picture: Condition::without_code(index),
        expected: Vec::new(),
        unnamed: 0,
    });
    with_code.chain(without).collect()
}
