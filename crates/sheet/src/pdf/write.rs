//! Pages become the bytes of a file. Every buffer that holds a page is made large enough in advance and wiped.

mod font;
mod page;

use pdf_writer::{Finish, Name, Pdf, Ref, TextStr};
use zeroize::Zeroizing;

use super::Paper;
use super::face::Faces;
use super::flow::Page;
use font::Used;

/// Gives out the numbers of objects.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// The file. It names no time and no random number, so that the same pages give the same bytes.
pub(super) fn file(title: &str, pages: &[Page<'_>], faces: &Faces, paper: Paper) -> Zeroizing<Vec<u8>> {
    let used = Used::by(pages, faces);
    let fonts = used.fonts(faces);
    let contents: Vec<_> = pages.iter().map(|page| page::content(page, faces, &used, paper)).collect();

    let streams: usize = contents.iter().map(|content| content.len() + 512 + 32 * fonts.count()).sum();
    let capacity = streams + fonts.len() + 8 * title.len() + 8 * 1024;
    let mut pdf = Pdf::with_capacity(capacity);
    pdf.set_version(1, 7);
    let mut numbers = Numbers(0);
    let (catalog, tree, info) = (numbers.next(), numbers.next(), numbers.next());

    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr("en"));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.document_info(info).title(TextStr(title)).producer(TextStr("Keepward"));

    let named = fonts.write(&mut pdf, &mut numbers);
    let leaves: Vec<Ref> = contents.iter().map(|_| numbers.next()).collect();
    let count = i32::try_from(leaves.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(leaves.iter().copied()).count(count);
    for (leaf, content) in leaves.into_iter().zip(&contents) {
        let stream = numbers.next();
        let mut page = pdf.page(leaf);
        page.parent(tree).contents(stream);
        page.media_box(pdf_writer::Rect::new(0.0, 0.0, paper.width(), paper.height()));
        let mut resources = page.resources();
        let mut dictionary = resources.fonts();
        for (name, font) in &named {
            dictionary.pair(Name(name.as_bytes()), *font);
        }
        dictionary.finish();
        resources.finish();
        page.finish();
        pdf.stream(stream, content);
    }
    let file = Zeroizing::new(pdf.finish());
    debug_assert!(file.len() <= capacity, "a buffer that grew left a copy behind");
    file
}
