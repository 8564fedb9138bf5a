use std::collections::HashSet;

use super::*;

#[test]
fn every_entry_says_what_it_must() {
    assert!(Service::all().len() >= 50, "{}", Service::all().len());
    for service in Service::all() {
        let slug = &service.slug;
        assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{slug}");
        assert!(!service.name.is_empty(), "{slug}");
        assert!(service.page.as_ref().is_none_or(|page| page.starts_with("https://")), "{slug}");
        for mark in service.marks.iter().chain(&service.markup).chain(&service.json) {
            assert_eq!(*mark, mark.to_lowercase(), "{slug}: marks are compared in lower case");
        }
        let distinctive = !service.distinctive
            || service.layouts.iter().all(|layout| layout.count.is_some() || layout.length() >= 25);
        assert!(distinctive, "{slug}: a look without a count names no service");
    }
}

#[test]
fn every_layout_can_be_made_and_told() {
    for service in Service::all() {
        for layout in &service.layouts {
            let slug = &service.slug;
            assert_ne!(layout.words.is_some(), layout.length() > 0, "{slug}: words or groups");
            assert!(
                layout.count.is_none_or(|count| count > 1) || layout.kind == SetKind::SingleKey,
                "{slug}"
            );
            assert_eq!(layout.groups.len() > 1, !layout.separator.is_empty(), "{slug}: groups are separated");
            if layout.words.is_none() {
                let alphabet: HashSet<char> = layout.alphabet.chars().collect();
                assert!(alphabet.len() >= 10, "{slug}");
                assert!(layout.prefix.chars().all(|c| layout.alphabet.holds(c)), "{slug}");
            }
        }
    }
}

#[test]
fn a_name_in_the_vault_leads_to_its_service() {
    assert_eq!(Service::of("github").map(|service| service.name.as_str()), Some("GitHub"));
    assert!(Service::of("wordpress:blog.example.net").is_some_and(|service| service.plugin));
    assert!(Service::of("nobody").is_none());
}

#[test]
fn plugins_carry_their_site() {
    let wordpress = Service::of("wordpress").unwrap();
    assert_eq!(wordpress.name_at(Some("a.example")), "wordpress:a.example");
    assert_eq!(Service::of("github").unwrap().name_at(Some("a.example")), "github");
}

#[test]
fn a_service_tells_whether_a_code_turns_the_second_factor_off() {
    assert!(also_disables("bitwarden"));
    assert!(!also_disables("github") && !also_disables("nobody"));
}
