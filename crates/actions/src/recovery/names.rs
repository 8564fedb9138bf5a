//! What services are called: by their slug in the vault, by their name on the screen.

use recovery::services::Service;

/// A slug as a person reads it: the name of a known service, with its site if it is one of many (`WordPress
/// blog.example.net`); any other as it is, each word with a capital unless it is a host.
pub(crate) fn display_name(slug: &str) -> String {
    let site = slug.split_once(':').map(|(_, site)| site);
    match (Service::of(slug), site) {
        (Some(service), Some(site)) => format!("{} {site}", service.name),
        (Some(service), None) => service.name.clone(),
        (None, _) if slug.contains(['.', ':']) => slug.to_owned(),
        (None, _) => slug.split(' ').map(capitalised).collect::<Vec<_>>().join(" "),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let capital = letters.next().into_iter().flat_map(char::to_uppercase);
    capital.chain(letters).collect()
}

/// What a person typed as a slug: that of the known service, else the same in lower case.
pub(crate) fn slug_of(typed: &str, before: Option<&str>) -> String {
    // What was not touched stays, also where two services share a name on the screen.
    if let Some(before) = before.filter(|before| display_name(before) == typed) {
        return before.to_owned();
    }
    let lower = typed.to_lowercase();
    let known = Service::all().iter().find(|it| it.name.to_lowercase() == lower || it.slug == lower);
    known.map_or(lower, |service| service.slug.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_service_goes_by_its_name_and_back() {
        assert_eq!(display_name("github"), "GitHub");
        assert_eq!(slug_of("GitHub", None), "github");
        assert_eq!(slug_of("github", None), "github");
    }

    #[test]
    fn a_plugin_is_told_apart_by_its_site() {
        let name = display_name("wordpress:blog.example.net");
        assert!(name.ends_with(" blog.example.net"), "{name}");
        assert_eq!(slug_of(&name, Some("wordpress:blog.example.net")), "wordpress:blog.example.net");
    }

    #[test]
    fn what_nobody_knows_stays_what_it_is() {
        assert_eq!(display_name("console.example.com"), "console.example.com");
        assert_eq!(display_name("voxpep"), "Voxpep");
        assert_eq!(slug_of("Voxpep", None), "voxpep");
        assert_eq!(display_name("northwind bank"), "Northwind Bank");
        assert_eq!(slug_of("Northwind Bank", Some("northwind bank")), "northwind bank");
    }
}
