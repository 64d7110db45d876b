//! An overlay file brought up to date with the texts that there are now.

use std::collections::{BTreeMap, BTreeSet};

use super::{broken, po};

/// A text that wants translating.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// What tells it apart from the same English text elsewhere.
    pub context: String,
    /// The English text.
    pub id: String,
    /// The English text for several.
    pub plural: Option<String>,
    /// Where it stands.
    pub places: Vec<String>,
    /// What helps to translate it.
    pub notes: Vec<String>,
    /// It is a template, in which values stand by their names.
    pub template: bool,
    /// It may well stay in English.
    pub optional: bool,
}

/// An overlay file brought up to date, and what is left to do.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// The file.
    pub file: po::Overlay,
    /// How many texts are translated, or need no translation.
    pub done: usize,
    /// How many of those stay as they are, since they need none.
    pub spare: usize,
    /// Texts without a translation, by their places in the file.
    pub missing: Vec<usize>,
    /// Texts whose English has changed since they were translated, by their places in the file.
    pub outdated: Vec<usize>,
    /// Texts whose translation has other values than the English: what is left out, and what is invented.
    pub broken: Vec<(usize, [Vec<String>; 2])>,
    /// How many translations nothing asks for any more.
    pub unused: usize,
}

/// Brings a file up to date: every wanted text stands in it, in their order, with what is translated already.
///
/// A text whose English has changed keeps its translation as one that is outdated; translations that nothing asks for
/// are kept at the end. `forms` is how many a plural has in the language.
#[must_use]
pub fn merge(old: &po::Overlay, wanted: &[Wanted], forms: usize) -> Merged {
    let mut by_key: BTreeMap<(&str, &str), &po::Entry> = BTreeMap::new();
    for entry in &old.entries {
        let kept = by_key.entry(entry.key()).or_insert(entry);
        if !kept.in_use() && entry.translated() {
            *kept = entry;
        }
    }
    let asked: BTreeSet<(&str, &str)> = wanted.iter().map(|text| (text.context.as_str(), text.id.as_str())).collect();
    // What nothing asks for may be what a changed text was.
    let mut left: Vec<Option<&po::Entry>> =
        old.entries.iter().filter(|entry| !asked.contains(&entry.key()) && entry.translated()).map(Some).collect();
    let mut merged = Merged::default();
    merged.file.comments.clone_from(&old.comments);
    merged.file.header.clone_from(&old.header);
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    for text in wanted {
        if !seen.insert((&text.context, &text.id)) {
            continue;
        }
        let at = merged.file.entries.len();
        let known = by_key.get(&(text.context.as_str(), text.id.as_str())).copied();
        let known = known.filter(|entry| entry.translated() || !entry.comments.is_empty());
        let (mut entry, changed) = match known {
            Some(entry) => (po::Entry { unused: false, ..entry.clone() }, false),
            None => match moved(&mut left, text) {
                Some(entry) => (entry, false),
                None => match before(&mut left, text) {
                    Some(entry) => (entry, true),
                    None => (po::Entry::default(), false),
                },
            },
        };
        if changed {
            entry.before = entry.before.or_else(|| Some(std::mem::take(&mut entry.id)));
            entry.outdated = true;
        }
        entry.context = Some(text.context.clone()).filter(|context| !context.is_empty());
        entry.id.clone_from(&text.id);
        entry.plural.clone_from(&text.plural);
        entry.places.clone_from(&text.places);
        entry.notes.clone_from(&text.notes);
        entry.texts.resize(if text.plural.is_some() { forms.max(1) } else { 1 }, String::new());
        if entry.outdated {
            merged.outdated.push(at);
        } else if entry.translated() || text.optional {
            merged.done += 1;
            merged.spare += usize::from(!entry.translated());
        } else {
            merged.missing.push(at);
        }
        if text.template {
            let english: Vec<&str> =
                [Some(&text.id), text.plural.as_ref()].into_iter().flatten().map(String::as_str).collect();
            let found = entry.texts.iter().filter(|text| !text.is_empty()).map(|text| broken(&english, text));
            if let Some(wrong) = { found }.find(|[lost, invented]| !lost.is_empty() || !invented.is_empty()) {
                merged.broken.push((at, wrong));
            }
        }
        merged.file.entries.push(entry);
    }
    for entry in left.into_iter().flatten() {
        merged.unused += 1;
        let places = Vec::new();
        merged.file.entries.push(po::Entry { unused: true, places, notes: Vec::new(), ..entry.clone() });
    }
    merged
}

/// The same English text in a context that nothing asks for any more: what it stands in was renamed, and its translation goes
/// with it.
fn moved(left: &mut [Option<&po::Entry>], text: &Wanted) -> Option<po::Entry> {
    let same = |entry: &po::Entry| {
        entry.key().1 == text.id
            && !text.context.is_empty()
            && !entry.key().0.is_empty()
            && entry.plural == text.plural
            && !entry.outdated
    };
    let entry = left.iter_mut().find(|entry| entry.is_some_and(same))?.take()?;
    Some(po::Entry { unused: false, ..entry.clone() })
}

/// What a text was before it was changed: of the translations in the same context that nothing asks for, the one that
/// has most words in common with it; a text of the program has to share half of them.
fn before(left: &mut [Option<&po::Entry>], text: &Wanted) -> Option<po::Entry> {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<BTreeSet<String>>();
    let own = words(&text.id);
    let alike = |entry: &po::Entry| words(&entry.id).intersection(&own).count();
    let (_, at) = left
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| Some((at, (*entry)?)))
        .filter(|(_, entry)| entry.key().0 == text.context && entry.plural.is_some() == text.plural.is_some())
        .map(|(at, entry)| (alike(entry), at))
        .filter(|(alike, _)| if text.context.is_empty() { own.len().max(3) <= alike * 2 } else { 0 < *alike })
        .max_by_key(|(alike, at)| (*alike, std::cmp::Reverse(*at)))?;
    left.get_mut(at)?.take().cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(context: &str, id: &str) -> Wanted {
        Wanted { context: context.to_owned(), id: id.to_owned(), template: true, ..Wanted::default() }
    }

    #[test]
    fn a_translation_goes_with_what_was_renamed_and_a_text_of_the_program_stays_where_it_is() {
        let old = po::read(
            "msgctxt \"facts.cut-off.text\"\nmsgid \"No wire\"\nmsgstr \"Нет связи\"\n\n\
             msgid \"Back\"\nmsgstr \"Назад\"\n",
        );
        let now = [wanted("facts.no-wire.text", "No wire"), wanted("verb", "Back")];
        let merged = merge(&old, &now, 3);
        assert_eq!((merged.done, &merged.missing[..], merged.outdated.len(), merged.unused), (1, &[1][..], 0, 1));
        assert_eq!(merged.file.entries[0].texts, ["Нет связи"]);
        assert_eq!(merge(&merged.file, &now, 3).file, merged.file);
    }

    #[test]
    fn what_is_translated_is_kept_what_has_changed_is_outdated_and_what_is_gone_stays_at_the_end() {
        let old = po::read(
            "msgctxt \"a\"\nmsgid \"One ship\"\nmsgstr \"Один корабль\"\n\n\
             msgctxt \"b\"\nmsgid \"Two old ships\"\nmsgstr \"Два корабля\"\n\n\
             msgctxt \"c\"\nmsgid \"Gone\"\nmsgstr \"Ушло\"\n\n\
             msgctxt \"d\"\nmsgid \"{n} left\"\nmsgstr \"{m} осталось\"\n\n\
             msgctxt \"e\"\nmsgid \"Never done\"\nmsgstr \"\"\n",
        );
        let now = [wanted("b", "Two new ships"), wanted("a", "One ship"), wanted("f", "New"), wanted("d", "{n} left")];
        let merged = merge(&old, &now, 3);
        assert_eq!((merged.done, &merged.missing[..], &merged.outdated[..], merged.unused), (2, &[2][..], &[0][..], 1));
        let of = |name: &str| vec![name.to_owned()];
        assert_eq!(merged.broken, [(3, [of("n"), of("m")])]);
        let first = &merged.file.entries[0];
        assert_eq!((first.before.as_deref(), first.outdated), (Some("Two old ships"), true));
        assert_eq!(first.texts, ["Два корабля"]);
        assert!(merged.file.entries[4].unused);
        // Done again, nothing changes.
        assert_eq!(merge(&merged.file, &now, 3).file, merged.file);
    }
}
