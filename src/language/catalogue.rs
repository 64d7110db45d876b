//! A catalogue: the texts of one language, by context and English text.

use std::collections::BTreeMap;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

use super::po;

/// Texts of one language.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    language: String,
    texts: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    forms: Forms,
}

/// Which form of a plural a number takes.
#[derive(Clone, Default)]
struct Forms {
    rules: Option<PluralRules>,
    /// The categories that whole numbers fall into, in the order of a PO file.
    order: Vec<u8>,
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} forms", self.order.len())
    }
}

impl Catalogue {
    /// The catalogue of a language, such as `ru`, still empty.
    #[must_use]
    pub fn new(language: &str) -> Self {
        Self { language: language.to_owned(), texts: BTreeMap::new(), forms: Forms::of(language) }
    }

    /// Adds the texts of an overlay file. What is not translated or is outdated is left out; of a text that was there
    /// already, the later stands.
    pub fn add(&mut self, file: &po::Overlay) {
        for entry in file.entries.iter().filter(|entry| entry.in_use()) {
            let texts = self.texts.entry(entry.context.clone().unwrap_or_default()).or_default();
            texts.insert(entry.id.clone(), entry.texts.clone());
        }
    }

    /// The language, such as `ru`.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether it has no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// What stands for a text; `context` tells apart what English does not.
    #[must_use]
    pub fn find(&self, context: &str, text: &str) -> Option<&str> {
        self.texts.get(context)?.get(text)?.first().map(String::as_str).filter(|text| !text.is_empty())
    }

    /// What stands for a text that hangs on a number.
    #[must_use]
    pub fn plural(&self, context: &str, text: &str, count: u64) -> Option<&str> {
        let forms = self.texts.get(context)?.get(text)?;
        let form = self.forms.at(count).min(forms.len().saturating_sub(1));
        forms.get(form).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Every form of a text that hangs on a number.
    #[must_use]
    pub fn all_forms(&self, context: &str, text: &str) -> Option<&[String]> {
        self.texts.get(context)?.get(text).map(Vec::as_slice)
    }

    /// Which form a plural takes with a number, from 0.
    #[must_use]
    pub fn form(&self, count: u64) -> usize {
        self.forms.at(count)
    }

    /// How many forms a plural has.
    #[must_use]
    pub fn forms(&self) -> usize {
        self.forms.order.len().max(1)
    }

    /// Keeps it for as long as the program runs, so that it can be put in force.
    #[must_use]
    pub fn kept(self) -> &'static Self {
        Box::leak(Box::new(self))
    }
}

impl Forms {
    fn of(language: &str) -> Self {
        let known = |name: &str| {
            let mut all = PluralRules::get_locales(CARDINAL).into_iter();
            PluralRules::create(all.find(|known| *known == name)?, CARDINAL).ok()
        };
        // Rules are kept for languages; few countries have their own.
        let rules = known(language).or_else(|| known(language.split(['-', '_']).next().unwrap_or("")));
        let mut forms = Self { rules, order: Vec::new() };
        // Every category that whole numbers take shows among the small ones.
        let mut order: Vec<u8> = (0..=200).map(|count| forms.category(count)).collect();
        order.sort_unstable();
        order.dedup();
        forms.order = order;
        forms
    }

    fn at(&self, count: u64) -> usize {
        let category = self.category(count);
        self.order.iter().position(|known| *known == category).unwrap_or(self.order.len().saturating_sub(1))
    }

    fn category(&self, count: u64) -> u8 {
        // The rules ask for nothing beyond the last digits.
        let count = usize::try_from(count % 1_000_000).unwrap_or(0);
        match self.rules.as_ref().and_then(|rules| rules.select(count).ok()) {
            Some(PluralCategory::ZERO) => 0,
            Some(PluralCategory::ONE) => 1,
            Some(PluralCategory::TWO) => 2,
            Some(PluralCategory::FEW) => 3,
            Some(PluralCategory::MANY) => 4,
            Some(PluralCategory::OTHER) | None => 5,
        }
    }
}

const CARDINAL: PluralRuleType = PluralRuleType::CARDINAL;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_takes_the_form_that_the_language_has_for_its_number() {
        let text = "msgid \"{n} turn\"\nmsgid_plural \"{n} turns\"\nmsgstr[0] \"ход\"\nmsgstr[1] \"хода\"\nmsgstr[2] \"ходов\"\n";
        for (language, forms, cases) in [
            ("ru", 3, &[(1, "ход"), (2, "хода"), (5, "ходов"), (11, "ходов"), (21, "ход"), (1_000_001, "ход")][..]),
            ("ru-RU", 3, &[(4, "хода")]),
            ("en", 2, &[(1, "ход"), (2, "хода")]),
            ("zh", 1, &[(1, "ход"), (7, "ход")]),
            ("?", 1, &[(7, "ход")]),
        ] {
            let mut catalogue = Catalogue::new(language);
            catalogue.add(&po::read(text));
            assert_eq!(catalogue.forms(), forms, "{language}");
            for (count, expected) in cases {
                assert_eq!(catalogue.plural("", "{n} turn", *count), Some(*expected), "{language} {count}");
            }
        }
    }
}
