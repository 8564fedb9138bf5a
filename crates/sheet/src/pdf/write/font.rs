//! The faces in the file: of each only the characters that are used, each with its own code, so that what is copied from the
//! file is what was put in (ISO 32000-1 §9.7.4, §9.10.3). Codes follow the order of Unicode and tell nothing of the text.

use std::collections::{BTreeMap, BTreeSet};

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;

use super::super::face::{Faces, From, Shipped, Style};
use super::super::flow::Page;
use super::super::mark::Mark;
use super::Numbers;

/// Glyphs in one Type 3 font: its codes are bytes.
const PIXELS: usize = 256;

const IDENTITY: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The characters of all pages: of each face, and in pixels.
pub(super) struct Used {
    outlines: BTreeMap<Style, BTreeSet<char>>,
    pixels: BTreeSet<char>,
}

/// Which font of the file shows a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    Outline(Style),
    Pixels(usize),
}

impl Font {
    /// What a page calls it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Outline(Style::Plain) => "F0".into(),
            Self::Outline(Style::Strong) => "F1".into(),
            Self::Outline(Style::Mono) => "F2".into(),
            Self::Pixels(index) => format!("P{index}"),
        }
    }
}

/// What a letter is called in its font.
pub(super) enum Code {
    Outline(u16),
    Pixels(u8),
}

impl Used {
    pub(super) fn by(pages: &[Page<'_>], faces: &Faces) -> Self {
        let mut used = Self { outlines: BTreeMap::new(), pixels: BTreeSet::new() };
        for (_, mark) in pages.iter().flat_map(|page| &page.marks) {
            if let Mark::Text { style, text, .. } = mark {
                faces.letters(*style, text, |letter| {
                    match letter.from {
                        From::Outline(c) => used.outlines.entry(*style).or_default().insert(c),
                        From::Pixels(c) => used.pixels.insert(c),
                    };
                });
            }
        }
        used
    }

    /// Where a letter of these pages is found.
    pub(super) fn place(&self, style: Style, from: From) -> Option<(Font, Code)> {
        match from {
            From::Outline(c) => {
                let before = self.outlines.get(&style)?.range(..c).count();
                let code = u16::try_from(before + 1).ok()?; // code 0 is "no such character"
                Some((Font::Outline(style), Code::Outline(code)))
            }
            From::Pixels(c) => {
                let before = self.pixels.range(..c).count();
                let code = u8::try_from(before % PIXELS).ok()?;
                Some((Font::Pixels(before / PIXELS), Code::Pixels(code)))
            }
        }
    }

    /// Everything the file needs to show them.
    pub(super) fn fonts(&self, faces: &Faces) -> Fonts {
        let outlines = Style::ALL.into_iter().filter_map(|style| {
            let characters = self.outlines.get(&style)?;
            Some(Outline::of(style, faces.of(style), characters))
        });
        let pixels: Vec<char> = self.pixels.iter().copied().collect();
        Fonts { outlines: outlines.collect(), pixels: pixels.chunks(PIXELS).map(<[char]>::to_vec).collect() }
    }
}

/// The fonts of a file, ready to be written.
pub(super) struct Fonts {
    outlines: Vec<Outline>,
    pixels: Vec<Vec<char>>,
}

impl Fonts {
    /// More bytes than they take.
    pub(super) fn len(&self) -> usize {
        let outlines = self.outlines.iter().map(|font| font.program.len() + 64 * font.widths.len() + 4096);
        let pixels = self.pixels.iter().map(|font| 4096 * font.len() + 4096);
        outlines.sum::<usize>() + pixels.sum::<usize>()
    }

    /// How many fonts they are.
    pub(super) fn count(&self) -> usize {
        self.outlines.len() + self.pixels.len()
    }

    /// Writes all of them; gives their names on a page.
    pub(super) fn write(&self, pdf: &mut Pdf, numbers: &mut Numbers) -> Vec<(String, Ref)> {
        let mut named = Vec::new();
        for font in &self.outlines {
            named.push((Font::Outline(font.style).name(), font.write(pdf, numbers)));
        }
        for (index, characters) in self.pixels.iter().enumerate() {
            let name = Font::Pixels(index).name();
            let font = write_pixels(&name, characters, pdf, numbers);
            named.push((name, font));
        }
        named
    }
}

/// One embedded face.
struct Outline {
    style: Style,
    name: String,
    program: Vec<u8>,
    /// The glyph of each code, from 0.
    glyphs: Vec<u16>,
    characters: Vec<char>,
    widths: Vec<f32>,
    bounds: Rect,
    ascent: f32,
    descent: f32,
    capitals: f32,
}

impl Outline {
    fn of(style: Style, shipped: &Shipped, characters: &BTreeSet<char>) -> Self {
        let face = &shipped.face;
        let scale = |units: i16| f32::from(units) * 1000.0 / f32::from(face.units_per_em());
        let original: Vec<u16> =
            characters.iter().map(|c| face.glyph_index(*c).map_or(0, |glyph| glyph.0)).collect();
        let sorted: BTreeSet<u16> = original.iter().copied().collect();
        let kept: GlyphRemapper =
            GlyphRemapper::new_from_glyphs_sorted(&sorted.into_iter().collect::<Vec<_>>());
        let program =
            subsetter::subset(shipped.bytes, 0, &kept).expect("the shipped fonts can be cut; a test does");
        let advance = |c: &char| {
            let advance = face.glyph_index(*c).and_then(|glyph| face.glyph_hor_advance(glyph));
            f32::from(advance.unwrap_or(0)) * 1000.0 / f32::from(face.units_per_em())
        };
        let bounds = face.global_bounding_box();
        Self {
            style,
            name: format!("KEEPWD+{}", shipped.name),
            program,
            glyphs: std::iter::once(0)
                .chain(original.iter().map(|glyph| kept.get(*glyph).unwrap_or(0)))
                .collect(),
            characters: characters.iter().copied().collect(),
            widths: characters.iter().map(advance).collect(),
            bounds: Rect::new(
                scale(bounds.x_min),
                scale(bounds.y_min),
                scale(bounds.x_max),
                scale(bounds.y_max),
            ),
            ascent: scale(face.ascender()),
            descent: scale(face.descender()),
            capitals: scale(face.capital_height().unwrap_or(face.ascender())),
        }
    }

    fn write(&self, pdf: &mut Pdf, numbers: &mut Numbers) -> Ref {
        let [font, cid, descriptor, program, unicode, map] = [(); 6].map(|()| numbers.next());
        let name = Name(self.name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(unicode);
        let mut cid_font = pdf.cid_font(cid);
        cid_font.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY);
        cid_font.font_descriptor(descriptor).default_width(0.0).cid_to_gid_map_stream(map);
        cid_font.widths().consecutive(1, self.widths.iter().copied());
        cid_font.finish();
        let mut flags = FontFlags::NON_SYMBOLIC;
        flags.set(FontFlags::FIXED_PITCH, self.style == Style::Mono);
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(flags)
            .bbox(self.bounds)
            .italic_angle(0.0)
            .ascent(self.ascent)
            .descent(self.descent)
            .cap_height(self.capitals)
            .stem_v(80.0)
            .font_file2(program);
        let length = i32::try_from(self.program.len()).unwrap_or(i32::MAX);
        pdf.stream(program, &self.program).pair(Name(b"Length1"), length);
        let glyphs: Vec<u8> = self.glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()).collect();
        pdf.stream(map, &glyphs);
        let mut characters = UnicodeCmap::<u16>::new(Name(b"Keepward"), IDENTITY);
        for (code, c) in (1u16..).zip(&self.characters) {
            characters.pair(code, *c);
        }
        pdf.cmap(unicode, &characters.finish());
        font
    }
}

/// At most 256 glyphs of GNU Unifont as a Type 3 font (ISO 32000-1 §9.6.5): 16 pixels to the em, two below the baseline.
fn write_pixels(name: &str, characters: &[char], pdf: &mut Pdf, numbers: &mut Numbers) -> Ref {
    let (font, unicode) = (numbers.next(), numbers.next());
    let glyphs: Vec<(Ref, char)> = characters.iter().map(|c| (numbers.next(), *c)).collect();
    let names: Vec<String> = (0..glyphs.len()).map(|code| format!("g{code}")).collect();
    let last = u8::try_from(glyphs.len().saturating_sub(1)).unwrap_or(u8::MAX);

    let mut type3 = pdf.type3_font(font);
    type3.name(Name(name.as_bytes()));
    type3.bbox(Rect::new(0.0, -2.0, 16.0, 14.0)).matrix([0.0625, 0.0, 0.0, 0.0625, 0.0, 0.0]);
    let mut procedures = type3.char_procs();
    for (name, (glyph, _)) in names.iter().zip(&glyphs) {
        procedures.pair(Name(name.as_bytes()), *glyph);
    }
    procedures.finish();
    let mut encoding = type3.encoding_custom();
    encoding.differences().consecutive(0, names.iter().map(|name| Name(name.as_bytes())));
    encoding.finish();
    type3.first_char(0).last_char(last);
    type3.widths(characters.iter().map(|c| pixel_width(*c)));
    type3.to_unicode(unicode);
    type3.resources();
    type3.finish();

    let mut map = UnicodeCmap::<u8>::new(Name(b"Keepward"), IDENTITY);
    for (code, (glyph, c)) in (0..=u8::MAX).zip(&glyphs) {
        map.pair(code, *c);
        pdf.stream(*glyph, &pixels(*c));
    }
    pdf.cmap(unicode, &map.finish());
    font
}

fn pixel_width(c: char) -> f32 {
    if unifont::get_glyph(c).is_some_and(unifont::Glyph::is_fullwidth) { 16.0 } else { 8.0 }
}

/// The dark pixels of a glyph, each run of a row as one rectangle.
fn pixels(c: char) -> Vec<u8> {
    let mut content = Content::new();
    content.start_shape_glyph(pixel_width(c), 0.0, -2.0, 16.0, 14.0);
    if let Some(glyph) = unifont::get_glyph(c) {
        for (y, bottom) in (0..16).zip((-2i8..14).rev()) {
            let mut run = 0u8;
            for x in 0u8..=16 {
                if glyph.get_pixel(x.into(), y) {
                    run += 1;
                } else if run > 0 {
                    content.rect(f32::from(x - run), f32::from(bottom), f32::from(run), 1.0);
                    run = 0;
                }
            }
        }
    }
    content.fill_nonzero();
    content.finish().into_vec()
}
